"""Dreamstime's categories with the numbers that stand for them, as in the legend of its CSV template.

Those of illustrations, generated pictures and graphics for the web are left out: a frame is a photograph.
"""

from __future__ import annotations

_GROUPS = {
    "Abstract": (
        "Aerial 211, Backgrounds 112, Blurs 39, Colors 164, Competition 40, Craftsmanship 41, Danger 42, "
        "Exploration 43, Fun 158, Help 44, Love 149, Luxury 45, Mobile 187, Peace 46, Planetarium 165, "
        "Power 47, Purity 48, Religion 128, Seasonal & Holiday 155, Security 49, Sports 50, Stress 51, "
        "Success 52, Teamwork 53, Textures 141, Unique 54"
    ),
    "Animals": (
        "Birds 31, Farm 33, Insects 36, Mammals 32, Marine life 34, Pets 30, Reptiles & Amphibians 35, "
        "Rodents 37, Wildlife 168"
    ),
    "Arts & Architecture": (
        "Details 124, Generic architecture 71, Historic buildings 132, Home 153, Indoor 73, Landmarks 70, "
        "Modern buildings 131, Night scenes 130, Outdoor 72, Ruins & Ancient 174, Work places 154"
    ),
    "Business": (
        "Communications 79, Computers 78, Finance 80, Industries 77, Metaphors 83, Objects 84, People 75, "
        "Still-life 81, Teams 76, Transportation 82, Travel 85"
    ),
    "Editorial": (
        "Celebrities 178, Commercial 185, Events 179, Landmarks 184, People 180, Politics 181, Sports "
        "182, Weather & Environment 183"
    ),
    "Holidays": (
        "Chinese New Year 204, Christmas 190, Cinco de Mayo 207, Diwali 203, Easter 193, Fathers Day 196, "
        "Halloween 192, Hanukkah 208, Mardi Gras 206, Mothers Day 195, New Years 189, Other 202, Ramadan "
        "205, Thanksgiving 191, Valentines Day 194"
    ),
    "IT & C": ("Artificial Intelligence 210, Connectivity 110, Equipment 113, Internet 111, Networking 109"),
    "Industries": (
        "Agriculture 101, Architecture 89, Banking 87, Cargo & Shipping 93, Communications 94, Computers "
        "91, Construction 90, Education 150, Entertainment 136, Environment 99, Food & Beverages 127, "
        "Healthcare & Medical 92, Insurance 96, Legal 95, Manufacturing 100, Military 102, Oil and gas "
        "161, Power and energy 97, Sports 157, Transportation 98, Travel 88"
    ),
    "Nature": (
        "Clouds and skies 22, Deserts 17, Details 14, Fields & Meadows 27, Flowers & Gardens 25, Food "
        "ingredients 28, Forests 18, Fruits & Vegetables 137, Generic vegetation 11, Geologic and mineral "
        "143, Lakes and rivers 16, Landscapes 146, Mountains 15, Plants and trees 12, Sea & Ocean 19, "
        "Seasons specific 26, Sunsets & Sunrises 23, Tropical 20, Water 171, Waterfalls 24"
    ),
    "Objects": (
        "Clothing & Accessories 142, Electronics 147, Home related 138, Isolated 135, Music and sound "
        "151, Other 145, Retro 152, Sports 156, Still life 144, Tools 140, Toys 134"
    ),
    "People": (
        "Active 123, Body parts 139, Children 119, Cosmetic & Makeup 175, Couples 115, Diversity 122, "
        "Expressions 159, Families 118, Men 117, Nudes 173, Portraits 162, Seniors 121, Teens 120, Women "
        "116, Workers 160"
    ),
    "Technology": (
        "Computers 105, Connections 106, Electronics 129, Other 148, Retro 107, Science 209, "
        "Telecommunications 104"
    ),
    "Travel": (
        "Africa 56, America 58, Antarctica 176, Arts & Architecture 65, Asia 57, Australasian 60, Cruise "
        "62, Cuisine 63, Currencies 67, Destination scenics 61, Europe 59, Flags 68, Resorts 64, Tropical "
        "66"
    ),
}
CODES = {
    f"{group} > {name}": code
    for group, names in _GROUPS.items()
    for name, _, code in (each.rpartition(" ") for each in names.split(", "))
}
