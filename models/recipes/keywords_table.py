"""Make keywords.csv: for each ImageNet class, the words a stock contributor would use, from WordNet.

Run:  apt-get install wordnet-base && python models/recipes/keywords_table.py    (a second)
or:   python models/recipes/keywords_table.py --wordnet FOLDER    (WordNet 3.0's "dict": it holds data.noun)

A class's words run from specific to general: its keyword (KEYWORDS, or the tidied name of
imagenet_classes.csv), the synonyms of its synset that are in SYNONYMS, its themes (THEMES), and the hypernyms
that are in HYPERNYMS, under the words given there. Everything else in WordNet stays unsaid.
Trademarks are not said either: agencies refuse them as keywords.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

MODELS = Path(__file__).resolve().parent.parent
CLASSES = MODELS / "imagenet_classes.csv"
TABLE = MODELS / "keywords.csv"
LICENCE = MODELS / "LICENSE.wordnet.txt"
DEBIAN = Path("/usr/share/wordnet")
COLUMNS = ("index", "wnid", "keyword", "words")

HYPERNYMS = """
# One hypernym per line: "name = words to say", or names said as they are, separated by "|".
# A name is the first word of a WordNet synset; where several synsets share it, its offset follows.

# Animals
hound|greyhound|terrier|schnauzer|retriever|spaniel|setter|pointer|poodle|mastiff|bulldog|pinscher|spitz
fox terrier|coonhound|foxhound|wolfhound|griffon|water spaniel|springer spaniel|corgi|sled dog|wild dog|wolf
fox|bear|big cat|rabbit|rodent|squirrel|marsupial|kangaroo|primate|monkey|ape|great ape|lemur|sloth|elephant
equine|swine|sheep|goat|antelope|camel|bovine|wild sheep|wild goat|whale|dolphin|seal|mammal|bird|cuckoo
finch|bunting|thrush|hawk|eagle|owl|parrot|cockatoo|duck|swan|waterfowl|grouse|game bird|wading bird|heron
egret|stork|sandpiper|plover|shorebird|seabird|penguin|reptile|snake|python|cobra|mamba|rattlesnake|lizard
gecko|chameleon|turtle|crocodile|alligator|amphibian|frog|newt|salamander|fish|salmon|beetle|butterfly
spider|crustacean|crab|coral|mollusk|worm|animal
dog = dog|pet
toy dog = small dog
toy spaniel = spaniel
domestic cat = cat|pet
bullterrier = bull terrier
shepherd dog = sheepdog
Belgian sheepdog = belgian shepherd
Sennenhunde = mountain dog
wildcat = wild cat
horse = horse|equine
cattle = cattle|livestock|farm animal
Old World buffalo = buffalo
aquatic mammal = marine mammal|marine life
oscine = songbird
bird of prey = bird of prey|raptor
corvine bird = corvid
aquatic bird = water bird
monitor = monitor lizard
viper = viper|venomous snake
elapid = venomous snake
sea turtle = sea turtle|marine life
dinosaur = dinosaur|extinct|prehistoric
shark = shark|marine life
ray = ray|marine life
butterfly fish = tropical fish|marine life
damselfish = tropical fish|marine life
scorpaenid = venomous fish|tropical fish|marine life
insect = insect|bug|nature
arachnid = arachnid|nature
lobster = lobster|seafood
coelenterate = marine life
echinoderm = marine life
vertebrate = wildlife

# Plants, fungi and landscape
flower|orchid|grain|seed|mountain|reef
plant 00017222 = plant|nature
fungus = mushroom|fungus|nature
geological formation = landscape|nature
spring = hot spring
shore = shore|water

# Food and drink
berry|vegetable|apple|squash|pepper|potato|cabbage|bread|sandwich|soup|stew|dip|dessert|sauce|condiment|wine
coffee|frozen dessert|alcohol
food 07555863 = food
food 00021265 = food
edible fruit = fruit
citrus = citrus fruit|citrus
produce = fresh produce
baked goods = baked goods|bakery
hamburger = hamburger|burger
snack food = fast food|snack
spaghetti sauce = pasta sauce|pasta
dish 07557434 = dish|meal
beverage = drink|beverage

# Clothing
clothing|robe|skirt|sweater|shirt|coat|scarf|hat|uniform|dress|boot|glove|armor|mask|hosiery|stocking
raincoat|vest|helmet
garment = clothing|fashion
cap 02954340 = cap
headdress = headwear
footwear 03380867 = footwear
footwear 03381126 = clothing
shoe = shoe|shoes
necktie = tie
swimsuit = swimsuit|swimwear|summer
undergarment = underwear|lingerie
woman's clothing = women's clothing
trouser = trousers|pants
nightwear = sleepwear
overgarment = outerwear
jewelry = jewelry|accessory
body armor = body armor|protection
armor plate = armor
spectacles = glasses|eyewear|accessory
disguise = costume
protective garment = protective clothing
hairpiece = hair

# Buildings and places
fence|door|gate|shrine
building = building|architecture
place of worship = place of worship|religion
fortification = fortress|medieval|history|architecture
dwelling = architecture
bridge = bridge|architecture|infrastructure
tower = tower|architecture
roof = roof|architecture
column = monument
memorial = monument
arch = arch|architecture
shop = shop|store
mercantile establishment = retail|shopping
place of business = business
marketplace = market
factory = factory|industry
correctional institution = justice
theater = theater|entertainment
tent = tent|camping

# Vehicles
truck|van|bus|boat|ship|aircraft|sled|motorcycle|train|cart|sailboat|motorboat|armored vehicle|trailer
vehicle = vehicle|transportation
public transport = public transport|transportation
car 02958343 = car|automobile
car 02959942 = train|railway
bicycle = bicycle|bike|cycling
locomotive = locomotive|train|railway
passenger train = passenger train|railway
airplane = airplane|plane|aviation
lighter-than-air craft = aviation
heavier-than-air craft = airplane|aviation
sailing vessel = sailing ship|sailing
vessel 04530566 = watercraft|nautical
cargo ship = cargo ship|cargo|shipping|logistics
passenger ship = passenger ship|travel
warship = warship|navy
military vehicle = military vehicle|military
spacecraft = spacecraft|space
handcart = cart

# Music
wind instrument|woodwind|guitar|piano
musical instrument = musical instrument|music
stringed instrument = string instrument
brass = brass instrument
percussion instrument = percussion

# Technology, science and medicine
display|camera|clock|watch
computer = computer|technology
electronic equipment = electronics|technology
electronic device = electronics|technology
memory device = data storage|computer|technology
audio system = audio|music
telecommunication system = electronics|technology
peripheral = computer hardware
telephone = telephone|phone|communication
communication system = communication
photographic equipment = photography
electro-acoustic transducer = audio|sound
telescope = telescope|astronomy
scientific instrument = science
navigational instrument = navigation
measuring instrument = measurement
timepiece = time
medical instrument = medical equipment|medicine|healthcare
bandage = bandage|first aid|medicine
duplicator = office equipment
calculator = calculation

# House, kitchen and office
furniture|table|bed|sofa|bench|cabinet|lamp|chest of drawers|oven|pot|pan|knife|spoon|cutlery|tableware
crockery|bowl|mug|basket|bag|jug|towel|curtain|pen|lantern|mirror|makeup|paper
chair = chair|seat
baby bed = baby bed|baby|nursery
bedroom furniture = bedroom
office furniture = office furniture|office
home appliance = home appliance|household
kitchen appliance = kitchen appliance|kitchen
heater = heating
coffee maker = coffee maker|coffee
kitchen utensil = kitchenware|kitchen
cooking utensil = cookware|cooking
dish 03206908 = dish
glass = glass|drinkware
drinking vessel = cup|drinkware
bottle = bottle|container
jar = jar|container
box = box|container
can = can|container
bath linen = bathroom
bedclothes = bedding|bedroom
fabric = fabric|textile
rug = rug|carpet
floor cover = floor
cleaning implement = cleaning|housework
writing implement = stationery|writing
source of illumination = light|lighting
toiletry = beauty|personal care
cosmetic = cosmetics
publication = publication|reading
plaything = toy|play

# Work, tools and weapons
tool|power tool|gun|firearm|pistol|weapon|rocket
garden tool = garden tool|gardening
edge tool = blade
automatic rifle = rifle
power saw = saw
ax = axe
farm machine = agricultural machinery|agriculture|farming
lifting device = lifting|construction
drill rig = oil rig|oil industry|energy
lock = lock|security
strongbox = security

# Sports and games
puzzle
sports equipment = sports equipment|sport
sports implement = sports equipment|sport
ball 02778669 = ball|sport
baseball equipment = baseball
basketball equipment = basketball
golf equipment = golf
croquet equipment = croquet
gymnastic apparatus = gymnastics
weight = weights|weightlifting|gym|fitness
game equipment = game|leisure
ride = amusement ride|amusement park

# People and signs
sign
person = person|people
athlete = athlete|sport
diver = diver|diving
visual signal = signal
"""

# Synonyms worth saying: not Latin, not obsolete, and not likely to be read as something else.
SYNONYMS = """
white shark|robin|rock lobster|crayfish|crawfish|spiny anteater|duck-billed platypus|koala bear|nudibranch
nautilus|alaskan king crab|maine lobster|great white heron|orca|drake|tusker|sulfur butterfly|great gray owl
bullfrog|loggerhead|leatherback|iguana|anole|frilled lizard|hognose snake|grass snake|ringneck snake
king snake|diamondback|sidewinder|daddy longlegs|prairie chicken|peacock|kite|crane|bittern|american egret
gray whale|dunlin|redshank|european gallinule|gray wolf|timber wolf|white wolf|arctic wolf|red wolf
maned wolf|african hunting dog|white fox|gray fox|tabby|siamese|puma|mountain lion|panther|black bear
ice bear|ladybird|long-horned beetle|mantis|cricket|stick insect|sea star|cottontail|roundworm|sea anemone
hippo|dromedary|bighorn|ibex|boar|hog|pig|sorrel|ram|llama|ferret|chimp|orang|colobus|capuchin|spider monkey
squirrel monkey|howler|titi|indian elephant|african elephant|lesser panda|panda|panda bear|coho
silver salmon|anemone fish|gar|garfish|blowfish|snoek|cabbage butterfly|japanese spaniel|maltese terrier
pekinese|blenheim spaniel|toy terrier|basset|bluetick|redbone|russian wolfhound|elkhound|deerhound
staffordshire terrier|pit bull terrier|american pit bull terrier|airedale|scottie|lhasa|cairn terrier
silky terrier|boston bull|hungarian pointer|red setter|brittany spaniel|english springer
english cocker spaniel|german shepherd|alsatian|doberman|doberman pinscher|groenendael|kelpie
bouvier des flandres|appenzeller|entlebucher|bull mastiff|saint bernard|malamute|chow|newfoundland dog
great pyrenees|mexican hairless|dirigible|garbage can|dustbin|trash bin|wastebin|knapsack|rucksack|bakeshop
ballpoint|banister|balustrade|cask|garden cart|bathing cap|bath|tub|estate car|beacon|bearskin|tandem
two-piece|binder|field glasses|bobsled|bonnet|bookshop|bow|plaque|memorial tablet|brassiere|jetty|seawall
groyne|pail|bullet train|meat market|cab|taxi|caldron|canoe|tin opener|merry-go-round|cash machine
automated teller machine|violoncello|cellphone|cellular phone|cell phone|trumpet|cornet|horn|bell|chime
china closet|christmas stocking|cinema|movie theatre|meat cleaver|clog|coil|spiral|helix|confectionery|crate
crib|cot|mobile phone|carton|chest|nappy|dishcloth|dishrag|disk brake|dog sleigh|welcome mat
drilling platform|dial telephone|electric fan|file cabinet|fire engine|flagstaff|skillet|dustcart|gasmask
respirator|petrol pump|gasoline pump|grocery|food market|grille|hair slide|blow dryer|hankie|hard disk
mouth organ|harvester|crinoline|high bar|iron|jack-o'-lantern|denim|tee shirt|laboratory coat|lamp shade
laptop|mower|lens cover|paper knife|limo|loafer|loudspeaker|speaker|loupe|lumbermill|mailbag|postbag
letter box|labyrinth|medicine chest|microwave|marimba|xylophone|mortar|mortarboard|scooter|all-terrain bike
mouse|nail|pacifier|notebook|organ|oxcart|packet|boat paddle|pyjama|pajama|panpipe|carriage|coach|terrace
pay-phone|plinth|pencil box|pick|plectrum|pickup|penny bank|ewer|carpenter's plane|plough|plow
billiard table|snooker table|pop bottle|pot|flowerpot|prayer mat|punch bag|puck|quill pen|comforter
racing car|racquet|rv|reel|remote|eatery|running shoe|six-shooter|rubber eraser|ruler|sax|scale|screen
seatbelt|shoe shop|speedboat|snowplough|solar dish|solar collector|space bar|steel arch bridge|stole
streetcar|trolley|tramcar|trolley car|studio couch|day bed|shades|dark glasses|sunblock|swimming trunks
bathing trunks|switch|electric switch|army tank|teddy|thatch|theater curtain|theatre curtain|toyshop
tobacconist|wrecker|tractor trailer|semi|articulated lorry|trike|vacuum|fiddle|billfold|closet|warplane
washbasin|washer|wig|wing|wreck|velvet|traffic signal|stoplight|book jacket|home theatre|ice lolly
mashed potato|courgette|custard apple|french loaf|globe artichoke|chocolate sauce|headland|lakeside|seashore
coast|seacoast|alp|groom|ballplayer|rosehip|buckeye|horse chestnut|conker|stinkhorn|earthstar
hen-of-the-woods|toilet tissue|bathroom tissue|swimming cap|shako|tape player|geyser|balloon
"""

# Class names that a contributor would not type, "name = keyword".
KEYWORDS = """
# The pictures show the more common thing
peafowl = peacock
drake (male duck) = duck
tusker = elephant
common sorrel horse = horse
balloon = hot air balloon
plate = meal
# Longer or more special than need be
desert grassland whiptail lizard = whiptail lizard
bittern bird = bittern
groenendael dog = groenendael
bouvier des flandres dog = bouvier des flandres
great pyrenees dog = great pyrenees
alaskan tundra wolf = arctic wolf
a cat having a striped coat = tiger cat
black-and-white colobus = colobus monkey
geoffroy's spider monkey = spider monkey
common squirrel monkey = squirrel monkey
silver salmon = coho salmon
poke bonnet = bonnet
brass memorial plaque = memorial plaque
automated teller machine = atm
bell or wind chime = wind chime
cornet trumpet = trumpet
crate box = crate
infant bed = crib
rotary dial telephone = rotary phone
hand-held computer = handheld computer
hard disk drive = hard drive
gymnastic horizontal bar = horizontal bar
horse-drawn vehicle = horse cart
carved pumpkin = jack-o'-lantern
rickshaw vehicle = rickshaw
music speaker = loudspeaker
loupe magnifying glass = magnifying glass
magnetic compass = compass
tights for gymnastics, a one-piece leotard, or a sport jersey = leotard
one-piece bathing suit = one-piece swimsuit
marimba xylophone = xylophone
metal nail = nail
baby pacifier = pacifier
product packet / packaging = packet
plectrum = guitar pick
drink pitcher = pitcher
block plane = hand plane
farm plow = plow
fishing casting reel = fishing reel
ruler measuring stick = ruler
balaclava ski mask = ski mask
solar thermal collector = solar collector
keyboard space bar = space bar
through arch bridge = arch bridge
stole scarf = stole
electrical switch = light switch
front curtain = theater curtain
vaulted or arched ceiling = vaulted ceiling
velvet fabric = velvet
volleyball ball = volleyball
hair wig = wig
windsor tie = necktie
traffic or street sign = street sign
dust jacket = book cover
hen of the woods mushroom = hen of the woods
fruiting spike of a cereal plant = ear of corn
# Trademarks
ping-pong ball = table tennis ball
band-aid = adhesive bandage
crock pot = slow cooker
ipod = mp3 player
jeep = off-road vehicle
ford model t = vintage car
polaroid camera = instant camera
popsicle = ice pop
"""

# Classes whose pictures show another meaning of the word than their wnid's: index, and the synset to read.
SEEN_AS = {
    544: "03259401",  # Dutch oven: the pot, not the oven
    680: "03075768",  # nipple: the pacifier
    836: "04356056",  # sunglass, a burning glass: sunglasses
    968: "03147509",  # cup, a punch: the drinking vessel
}

# What a thing is for and where it is met, which WordNet does not say: "words = keywords of the classes".
THEMES = """
chicken|poultry|farm animal = rooster|hen
farm animal|livestock = pig|ram|water buffalo|llama
farm animal = horse
livestock|desert = arabian camel
pet = hamster|guinea pig|angora rabbit
pet|aquarium = goldfish
terrier = toy terrier
fossil|extinct|prehistoric = trilobite
bug|nature = centipede
seafood = dungeness crab|red king crab|snoek fish
crab = hermit crab
seashell = conch|chambered nautilus
marine life = conch|chambered nautilus|sea slug|chiton|sea snake|american lobster|spiny lobster|pufferfish
marine life = dungeness crab|rock crab|red king crab|coral reef
underwater = coral reef|scuba diver
cobweb|nature = spider web
sand|beach = sandbar
sea|sand = beach
soap bubble|sphere = bubble
canola|field|agriculture = rapeseed
corn = ear of corn
vegetable|food|agriculture = corn|ear of corn
nature|autumn = acorn|horse chestnut seed
plant|nature = rose hip
farm|rural = barn
agriculture|farming = tractor|plow|hay
gardening = wheelbarrow|shovel|plant pot|greenhouse
garden = birdhouse|rain barrel|patio
beehive|beekeeping|bee = apiary
honey|bee|beekeeping = honeycomb
bread = bakery
meat = butcher shop|meatloaf
italian food = pizza|carbonara
mexican food = burrito|guacamole
baking = dough
christmas = eggnog|christmas stocking
plate|dish = meal
restaurant = menu
beer|drink|alcohol = beer bottle|beer glass
wine|drink|alcohol = wine bottle
whiskey|alcohol = whiskey jug
wine = corkscrew
cocktail|bar|drink = cocktail shaker
tea|drink = tea cup
tea = teapot
coffee = coffeepot|coffee mug
water|drink = water bottle
water = water jug|fountain|dam|water tower|rain barrel
salt|tableware = salt shaker
kitchenware = ladle|strainer|measuring cup|tray|plate rack|mortar and pestle
kitchen|cooking = ladle|strainer|measuring cup|mortar and pestle|cleaver|stove|mixing bowl
kitchen = can opener|plate rack|salt shaker|dishcloth|refrigerator|dishwasher
sieve = strainer
jug = pitcher
container = barrel|bucket|plant pot|rain barrel|hamper|tray|pitcher
waste|garbage = trash can|garbage truck
bathroom = bathtub|sink|soap dispenser|shower curtain|shower cap|toilet seat|toilet paper|medicine cabinet
soap = soap dispenser
hygiene = toilet paper|soap dispenser
laundry = washing machine|clothes iron|hamper
cleaning = vacuum cleaner|dishcloth
bedding|bedroom = pillow
home decor = vase|lampshade|pillow
lamp|lighting = lampshade
lighting = table lamp
electricity = light switch
heating = radiator
cooling|home appliance = electric fan
window|interior = window shade|window screen
japanese|interior = shoji screen
fireplace = fire screen
spa|wellness = hot tub
outdoors = patio|park bench
camping|outdoors = sleeping bag
insect protection = mosquito net
trap|pest control = mousetrap
nesting box = birdhouse
baby = baby bib|diaper|pacifier
sewing = thimble|safety pin|sewing machine
yarn|spinning = spindle
pottery|ceramics|craft = potter's wheel
rope = knot
metal = chain|hook|nail|screw
hardware = nail|screw|hook|tool kit
tools = tool kit
wood|industry = sawmill
office|stationery = ring binder|envelope
mail|letter = envelope
school|stationery = pencil case|pencil sharpener|eraser|ruler
art|painting = paintbrush
office = photocopier|desk
counting|mathematics|education = abacus
mathematics|calculation = slide rule
graduation|education = academic gown|graduation cap
books|education = library
book|reading = book cover
comic = comic book
school|education = school bus
bank|money|finance = atm
savings|money|finance = piggy bank
money|finance|accessory = wallet
casino|gambling = slot machine
snacks|drinks|retail = vending machine
shopping|retail = shopping basket|shopping cart
package|packaging = packet
lid = bottle cap|manhole cover
street|city = manhole cover|parking meter|street sign|traffic light
parking = parking meter
traffic = traffic light|street sign
car|automotive = car mirror|car wheel|disc brake|radiator grille|odometer|oil filter|seat belt
tire = car wheel
safety = seat belt|crash helmet|gas mask
gas station|fuel = gas pump
4x4 = off-road vehicle
racing|motorsport = race car|go-kart
emergency = ambulance|fire truck|fireboat|stretcher|lifeboat
firefighting = fire truck|fireboat
police|law enforcement = police van
medical equipment|healthcare = ambulance|stretcher|crutch|neck brace|oxygen mask
injury = crutch|neck brace
pills|medicine = pill bottle
mask = oxygen mask
laboratory|science = petri dish|beaker|lab coat
measurement|science = oscilloscope
measurement = measuring cup
weather = barometer
rain|weather = umbrella
winter = snowmobile|snowplow|dog sled|ski mask|mitten
snow = snowplow
balaclava = ski mask
warehouse|industry|logistics = forklift
cargo = freight car
harbor|port|water = dock
sea|coast = breakwater|pier|lighthouse
sailboat|sailing = yawl
oar|rowing = paddle
wheel|water = paddle wheel
flight|sky = hot air balloon
airplane|aviation|flight = airplane wing
skydiving|extreme sport = parachute
house = mobile home
stairs|architecture = handrail
architecture = bell tower|fountain|pedestal|stone wall|water tower|patio
infrastructure = dam|water tower
river = dam
wall|stone = stone wall
stone|ancient|history = megalith
ancient|history = cliff dwelling
history|landmark = palace|triumphal arch|obelisk
home|nomadic = yurt
carving|culture = totem pole
tradition|festival = maypole
flag = flagpole
church|religion = altar
religion = monastery|vestment|prayer rug
jail|building = prison
theater|performance = stage|theater curtain
solar energy|renewable energy = solar collector
presentation|electronics = projector
keyboard|computer|technology = space bar
typewriter|keyboard|retro = typewriter keyboard
screen|display|computer = monitor
electronics|technology = radio|remote control
internet = website|modem
audio = radio|cassette player|cd player|tape player
music|retro = cassette|cassette player|tape player|cd player
tape = cassette
drum|percussion|music = drumstick
guitar|music = guitar pick
photography|camera = lens cap|tripod
optics|observation = binoculars
fire|flame = lighter|matchstick|torch|candle
pumpkin|halloween = jack-o'-lantern
execution|history = guillotine
artillery|military|history = cannon
military = military hat|military uniform|missile|pickelhaube|assault rifle
gun|leather = holster
sword|weapon = scabbard
medieval|history = breastplate|chain mail|cuirass|shield
archery = hunting bow
fishing = fishing reel
swimming = swimming cap
ice hockey|sport = hockey puck
winter sport|sport = ski|bobsleigh
skiing = ski
snorkeling|diving|sport = snorkel
boxing|fitness = punching bag
sport = scoreboard|football helmet
gymnastics = leotard
table tennis = table tennis ball
tennis = tennis ball|racket
soccer = soccer ball
golf = golf cart
puzzle = maze
toy|wind = pinwheel
playground = swing
referee|signal = whistle
baseball = baseball player
wedding|marriage = bridegroom
clothing|fashion = cloak
accessory = buckle|hair clip|umbrella
accessory|fashion = purse|sunglasses|wallet
handbag = purse
hair = hair clip|hair dryer|hair spray
beauty = hair dryer
summer = sunglasses|sunscreen|bikini|sandal|ice pop
skin care = sunscreen|lotion
plumbing = plunger
books = bookcase
hair = barbershop|barber chair
fragrance = perfume
dog = muzzle
horse = horse cart
pattern = spiral
post = pole
"""

# Words that a class's hypernyms give and its pictures do not bear out: "words = keywords of the classes".
WRONG = """
wading bird|water bird = bustard
game bird = peacock
wolf = coyote
sheepdog = rottweiler
terrier = lhasa apso
vehicle|transportation = wheelbarrow|shopping cart|missile
building|architecture = apiary|home theater
fashion = bulletproof vest|diaper
clothing = seat belt|mask|ski mask
hosiery = leotard
comforter = pacifier
furniture = table lamp|toilet seat
dish|crockery|tableware = petri dish
time|measurement = parking meter
ball|game|leisure = punching bag
bag = sleeping bag
computer|technology = slide rule
fence = stone wall
fresh produce = mashed potatoes
bread|baked goods|bakery = meatloaf
food = hay
seed = rapeseed
landscape = coral reef
container = vase
"""

# A word that is left out where one of the others is said.
UNLESS = {
    "wildlife": {"pet", "farm animal", "livestock", "extinct"},
    "measurement": {"time"},
    "percussion": {"piano"},
}


class Synset(NamedTuple):
    """One meaning in WordNet: its words, and the offsets of the meanings directly above it."""

    words: tuple[str, ...]
    above: tuple[str, ...]


WordNet = dict[str, Synset]


def read_wordnet(folder: Path) -> tuple[WordNet, str]:
    """WordNet's noun synsets by offset, and its licence, which heads the file."""
    path = folder / "data.noun"
    if not path.is_file():
        raise FileNotFoundError(
            f"{path} is missing: install Debian's wordnet-base, or name the folder of WordNet 3.0's "
            "database files by --wordnet"
        )
    lines = path.read_text(encoding="latin-1").splitlines()
    head = [line[4:].strip() for line in lines if line.startswith("  ")]
    if not any("WordNet 3.0" in line for line in head):
        raise ValueError(f"{path} is not of WordNet 3.0, whose offsets ImageNet uses")
    synsets = dict(parse_synset(line) for line in lines if not line.startswith("  "))
    return synsets, "\n".join(head).strip() + "\n"


def parse_synset(line: str) -> tuple[str, Synset]:
    """One line of data.noun (wndb(5WN)): the offset and the synset."""
    fields = line.split(" | ")[0].split()
    end = 4 + 2 * int(fields[3], 16)
    pointers = [fields[i : i + 2] for i in range(end + 1, end + 1 + 4 * int(fields[end]), 4)]
    above = tuple(offset for symbol, offset in pointers if symbol in ("@", "@i"))
    return fields[0], Synset(tuple(word.replace("_", " ") for word in fields[4:end:2]), above)


def hypernyms(wordnet: WordNet, offset: str) -> list[str]:
    """The offsets of all synsets above one, the deepest (most specific) first."""

    @cache
    def depth(at: str) -> int:
        return 1 + max((depth(above) for above in wordnet[at].above), default=0)

    found: dict[str, None] = {}
    waiting = list(wordnet[offset].above)
    while waiting:
        at = waiting.pop(0)
        found[at] = None
        waiting += wordnet[at].above
    return sorted(found, key=depth, reverse=True)


def parse(text: str) -> dict[str, list[str]]:
    """A block of "name = words" lines, or of names that stand for themselves: name → words."""
    said: dict[str, list[str]] = {}
    for line in text.strip().splitlines():
        if not line or line.startswith("#"):
            continue
        names, equals, words = line.partition(" = ")
        for name in [names] if equals else split(names):
            if name in said:
                raise ValueError(f"{name} is there twice")
            said[name] = split(words) if equals else [name.lower()]
    return said


def parse_themes(text: str) -> dict[str, list[str]]:
    """A block of "words = keywords" lines, the other way round: keyword → words, in the block's order."""
    themes: dict[str, list[str]] = {}
    for line in text.strip().splitlines():
        words, _, keywords = line.partition(" = ")
        for keyword in split(keywords):
            themes.setdefault(keyword, []).extend(split(words))
    return themes


def split(words: str) -> list[str]:
    """The words between bars or line ends."""
    return [word.strip() for word in re.split(r"[|\n]", words) if word.strip()]


def plain(word: str) -> str:
    """A word without case, blanks and punctuation, so that spellings such as bow tie and bow-tie agree."""
    return re.sub(r"[^a-z0-9]", "", word.lower())


def tidy(name: str) -> str:
    """A class name in lower case, without what follows in brackets or as an alternative."""
    return re.split(r" \(| / | or ", name.lower())[0].strip()


class Rules(NamedTuple):
    """The blocks above, parsed."""

    hypernyms: dict[str, list[str]]
    synonyms: set[str]
    keywords: dict[str, list[str]]
    themes: dict[str, list[str]]
    wrong: dict[str, list[str]]

    @classmethod
    def read(cls) -> Rules:
        """The rules as they stand in this file."""
        synonyms = {plain(word) for word in split(SYNONYMS)}
        return cls(parse(HYPERNYMS), synonyms, parse(KEYWORDS), parse_themes(THEMES), parse_themes(WRONG))

    def keyword(self, name: str) -> str:
        """A class's keyword, from its name."""
        return self.keywords.get(name.lower(), [tidy(name)])[0]

    def check(self, names: Collection[str]) -> None:
        """Raise if a rule is for a name or keyword that no class has: a slip of the pen."""
        known = {name.lower() for name in names}
        keywords = {self.keyword(name) for name in names}
        unknown = [name for name in self.keywords if name not in known]
        unknown += [key for block in (self.themes, self.wrong) for key in block if key not in keywords]
        if unknown:
            raise ValueError(f"no class is called {', '.join(unknown)}")


def words_of(index: int, name: str, offset: str, wordnet: WordNet, rules: Rules) -> list[str]:
    """A class's words, specific to general; the first is its keyword."""
    meaning = SEEN_AS.get(index, offset)
    keyword = rules.keyword(name)
    words = [keyword]
    for word in (*wordnet[offset].words, *wordnet[meaning].words):
        words += [word.lower()] if plain(word) in rules.synonyms else []
    words += rules.themes.get(keyword, [])
    for above in hypernyms(wordnet, meaning):
        first = wordnet[above].words[0]
        words += rules.hypernyms.get(f"{first} {above}", rules.hypernyms.get(first, []))
    return settle(words, set(rules.wrong.get(keyword, [])))


def settle(words: Iterable[str], wrong: set[str]) -> list[str]:
    """Each word once, without those that are wrong or left out for another's sake."""
    once: dict[str, str] = {}
    for word in words:
        if word not in wrong:
            once.setdefault(plain(word), word)
    kept = set(once.values())
    return [word for word in once.values() if not UNLESS.get(word, set()) & kept]


def table(wordnet: WordNet) -> list[tuple[str, str, str, str]]:
    """The table's rows: one for each class, in the classes' order."""
    with CLASSES.open(encoding="utf-8", newline="") as file:
        classes = list(csv.DictReader(file))
    rules = Rules.read()
    rules.check([entry["name"] for entry in classes])
    rows = []
    for entry in classes:
        words = words_of(int(entry["index"]), entry["name"], entry["wnid"].removeprefix("n"), wordnet, rules)
        rows.append((entry["index"], entry["wnid"], words[0], "|".join(words)))
    return rows


def write(wordnet_folder: Path, path: Path, licence: Path) -> None:
    """Write the table and WordNet's licence."""
    wordnet, text = read_wordnet(wordnet_folder)
    rows = table(wordnet)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    licence.write_text(text, encoding="utf-8", newline="\n")
    print(f"{path}: {len(rows)} classes, {len({word for row in rows for word in split(row[3])})} words")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--wordnet", type=Path, default=DEBIAN, help=f"folder of data.noun ({DEBIAN})")
    try:
        write(parser.parse_args().wordnet, TABLE, LICENCE)
    except (FileNotFoundError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
