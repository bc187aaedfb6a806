"""Make keywords.csv: for each ImageNet class, the words a stock contributor would use, from WordNet.

Run:  apt-get install wordnet-base && python models/recipes/keywords_table.py    (a second)
or:   python models/recipes/keywords_table.py --wordnet FOLDER    (WordNet 3.0's "dict": it holds data.noun)

A class's words run from specific to general: its keyword (KEYWORDS, or the tidied name of
imagenet_classes.csv), the synonyms of its synset that are in SYNONYMS, words of its own (EXTRAS), and the
hypernyms that are in HYPERNYMS, under the words given there. Everything else in WordNet stays unsaid.
Trademarks are not said either: agencies refuse them as keywords.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Iterable
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
dog = dog|pet
domestic cat = cat|pet
hound|greyhound|terrier|bull terrier|schnauzer|retriever|spaniel|setter|pointer|poodle|mastiff|bulldog
pinscher|collie|spitz|fox terrier|coonhound|foxhound|wolfhound|griffon|water spaniel|springer spaniel
bullterrier = bull terrier
shepherd dog = sheepdog
Belgian sheepdog = belgian shepherd
Sennenhunde = mountain dog
corgi|sled dog|wild dog|wolf|fox|bear|wildcat|big cat
rabbit|rodent|squirrel|marsupial|kangaroo|primate|monkey|ape|great ape|lemur|sloth|elephant
horse = horse|equine
equine
cattle = cattle|livestock|farm animal
swine|sheep|goat|antelope|camel|bovine|wild sheep|wild goat
Old World buffalo = buffalo
aquatic mammal = marine mammal|marine life
whale|dolphin|seal
mammal
bird|songbird|finch|bunting|thrush|hawk|eagle|owl|parrot|cockatoo|duck|swan|waterfowl|grouse|game bird
oscine = songbird
titmouse = tit
bird of prey = bird of prey|raptor
corvine bird = corvid
wading bird|heron|egret|stork|sandpiper|plover|shorebird|seabird|penguin
aquatic bird = water bird
reptile|snake|python|cobra|mamba|rattlesnake|lizard|gecko|chameleon|turtle|crocodile|alligator
monitor = monitor lizard
viper = viper|venomous snake
elapid = venomous snake
sea turtle = sea turtle|marine life
dinosaur = dinosaur|extinct|prehistoric
amphibian|frog|newt|salamander
fish|salmon
shark = shark|marine life
ray = ray|marine life
butterfly fish = tropical fish|marine life
damselfish = tropical fish|marine life
scorpaenid = venomous fish|tropical fish|marine life
insect = insect|bug|nature
beetle|butterfly|arachnid|spider
crustacean|crab|coral
lobster = lobster|seafood
mollusk = mollusk
coelenterate = marine life
echinoderm = marine life
worm
vertebrate = wildlife
animal

# Plants, fungi and landscape
plant = plant|nature
flower|orchid|grain|seed
fungus = mushroom|fungus|nature
geological formation = landscape|nature
mountain|reef
spring = hot spring
shore = shore|water
valley

# Food and drink
food 07555863 = food
food 00021265 = food
edible fruit = fruit
berry|vegetable|apple|squash|pepper|potato|cabbage
citrus = citrus fruit|citrus
produce = fresh produce
bread|sandwich|soup|stew|dip|dessert|sauce|condiment|wine|coffee
baked goods = baked goods|bakery
hamburger = hamburger|burger
snack food = fast food|snack
frozen dessert = frozen dessert
spaghetti sauce = pasta sauce|pasta
dish 07557434 = dish|meal
beverage = drink|beverage
alcohol = alcohol

# Clothing
garment = clothing|fashion
clothing = clothing
robe = robe
skirt|sweater|shirt|coat|scarf|hat|underwear|uniform|dress|boot|glove|armor|mask
cap 02954340 = cap
headdress = headwear
footwear 03380867 = footwear
footwear 03381126 = clothing
shoe = shoe|shoes
hosiery = hosiery
stocking = stocking
necktie = tie
swimsuit = swimsuit|swimwear|summer
undergarment = underwear|lingerie
woman's clothing = women's clothing
trouser = trousers|pants
nightwear = sleepwear
overgarment = outerwear
raincoat|vest|helmet
jewelry = jewelry|accessory
body armor = body armor|protection
armor plate = armor
spectacles = glasses|eyewear|accessory
disguise = costume
protective garment = protective clothing
hairpiece = hair

# Buildings and places
building = building|architecture
place of worship = place of worship|religion
fortification = fortress|medieval|history|architecture
dwelling = home|architecture
residence 04079244 = residence
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
prison|fence|door|gate
correctional institution = justice
theater = theater|entertainment
tent = tent|camping
shrine = shrine

# Vehicles
vehicle = vehicle|transportation
public transport = public transport|transportation
car 02958343 = car|automobile
car 02959942 = train|railway
truck|van|bus|boat|ship|aircraft|sled|motorcycle|train|cart
bicycle = bicycle|bike|cycling
locomotive = locomotive|train|railway
passenger train = passenger train|railway
airplane = airplane|plane|aviation
lighter-than-air craft = aviation
heavier-than-air craft = airplane|aviation
sailing vessel = sailing ship|sailing
sailboat = sailboat
vessel 04530566 = watercraft|nautical
cargo ship = cargo ship|cargo|shipping|logistics
passenger ship = passenger ship|travel
motorboat = motorboat
warship = warship|navy
military vehicle = military vehicle|military
armored vehicle = armored vehicle
spacecraft = spacecraft|space
handcart = cart
trailer = trailer

# Music
musical instrument = musical instrument|music
stringed instrument = string instrument
wind instrument|woodwind|guitar|piano
brass = brass instrument
percussion instrument = percussion

# Technology, science and medicine
computer = computer|technology
electronic equipment = electronics|technology
electronic device = electronics|technology
memory device = data storage|computer|technology
audio system = audio|music
telecommunication system = electronics|technology
peripheral = computer hardware
telephone = telephone|phone|communication
communication system = communication
display = display
photographic equipment = photography
camera = camera
electro-acoustic transducer = audio|sound
telescope = telescope|astronomy
scientific instrument = science
navigational instrument = navigation
measuring instrument = measurement
timepiece = time
clock|watch
medical instrument = medical equipment|medicine|healthcare
bandage = bandage|first aid|medicine
duplicator = office equipment
calculator = calculation

# House, kitchen and office
furniture|table|desk|bed|sofa|bench|cabinet|lamp
chair = chair|seat
chest of drawers = chest of drawers
baby bed = baby bed|baby|nursery
bedroom furniture = bedroom
office furniture = office furniture|office
home appliance = home appliance|household
kitchen appliance = kitchen appliance|kitchen
oven = oven
heater = heating
coffee maker = coffee maker|coffee
kitchen utensil = kitchenware|kitchen
cooking utensil = cookware|cooking
pot = pot
pan = pan
knife|spoon
cutlery = cutlery
tableware = tableware
crockery = crockery
dish 03206908 = dish
bowl|mug|basket|bag
glass = glass|drinkware
cup = cup
drinking vessel = cup|drinkware
bottle = bottle|container
jar = jar|container
jug = jug
box = box|container
can = can|container
bath linen = bathroom
towel = towel
bedclothes = bedding|bedroom
fabric = fabric|textile
rug = rug|carpet
floor cover = floor
curtain = curtain
cleaning implement = cleaning|housework
writing implement = stationery|writing
pen = pen
source of illumination = light|lighting
lantern = lantern
mirror = mirror
toiletry = beauty|personal care
makeup = makeup
cosmetic = cosmetics
publication = publication|reading
paper = paper
plaything = toy|play

# Work, tools and weapons
tool|power tool|gun|firearm|pistol|rifle
garden tool = garden tool|gardening
edge tool = blade
saw = saw
power saw = saw
ax = axe
farm machine = agricultural machinery|agriculture|farming
lifting device = lifting|construction
drill rig = oil rig|oil industry|energy
lock = lock|security
strongbox = security
weapon = weapon
rocket = rocket

# Sports and games
sports equipment = sports equipment|sport
sports implement = sports equipment|sport
ball = ball|sport
baseball equipment = baseball
basketball equipment = basketball
golf equipment = golf
croquet equipment = croquet
gymnastic apparatus = gymnastics
weight = weights|weightlifting|gym|fitness
game equipment = game|leisure
puzzle = puzzle
ride = amusement ride|amusement park

# People and signs
person = person|people
athlete = athlete|sport
diver = diver|diving
sign = sign
visual signal = signal
"""

SYNONYMS = """
white shark|robin|rock lobster|crayfish|crawfish|spiny anteater|duck-billed platypus|koala bear|nudibranch
nautilus|alaskan king crab|maine lobster|great white heron|orca|drake|tusker|sulfur butterfly|gray owl
great gray owl|bullfrog|loggerhead|leatherback|iguana|anole|frilled lizard|hognose snake|grass snake|ringneck snake
king snake|diamondback|sidewinder|daddy longlegs|argiope|prairie chicken|peacock|kite|crane|bittern|purple gallinule
american egret|gray whale|dunlin|redshank|european gallinule|gray wolf|timber wolf|white wolf|arctic wolf
red wolf|maned wolf|african hunting dog|white fox|gray fox|tabby|siamese|puma|mountain lion|panther|black bear
ice bear|ladybird|long-horned beetle|mantis|cricket|stick insect|sea star|cottontail|roundworm|sea anemone
hippo|dromedary|bighorn|ibex|boar|hog|pig|sorrel|ram|llama|ferret|chimp|orang|colobus|capuchin
spider monkey|squirrel monkey|howler|titi|indian elephant|african elephant|lesser panda|panda|panda bear
coho|silver salmon|anemone fish|gar|garfish|blowfish|snoek|cabbage butterfly|monarch
japanese spaniel|maltese|maltese terrier|pekinese|blenheim spaniel|toy terrier|afghan|basset|bluetick|redbone
russian wolfhound|elkhound|deerhound|staffordshire terrier|pit bull terrier|american pit bull terrier|airedale
scottie|lhasa|cairn terrier|silky terrier|boston bull|hungarian pointer|red setter|brittany spaniel
english springer|english cocker spaniel|german shepherd|alsatian|doberman|doberman pinscher|groenendael|kelpie
bouvier des flandres|appenzeller|entlebucher|bull mastiff|saint bernard|eskimo dog|malamute|chow|newfoundland dog
great pyrenees|welsh corgi|mexican hairless
dirigible|beehive|garbage can|dustbin|trash bin|wastebin|knapsack|rucksack|bakeshop|ballpoint|banister|balustrade
cask|garden cart|bathing cap|bath|tub|estate car|beacon|bearskin|tandem|two-piece|binder|field glasses|bobsled
bonnet|bookshop|bow|plaque|memorial tablet|brassiere|jetty|seawall|groyne|pail|bullet train|meat market|cab|taxi
caldron|canoe|tin opener|merry-go-round|cash machine|automated teller machine|violoncello|cellphone
cellular phone|cell phone|trumpet|cornet|horn|bell|chime|china closet|christmas stocking|cinema|movie theatre|meat cleaver
clog|coil|spiral|helix|confectionery|crate|crib|cot|mobile phone|carton|chest|nappy|dishcloth|dishrag
disk brake|dog sleigh|welcome mat|drilling platform|dial telephone|electric fan|file cabinet|fire engine
flagstaff|skillet|dustcart|gasmask|respirator|petrol pump|gasoline pump|grocery|food market|grille
hair slide|blow dryer|hankie|hard disk|mouth organ|harvester|reaper|crinoline|high bar|iron|jack-o'-lantern|blue jeans
denim|tee shirt|jersey|laboratory coat|lamp shade|laptop|mower|lens cover|paper knife|limo|loafer|loudspeaker|speaker
loupe|lumbermill|compass|mailbag|postbag|letter box|labyrinth|medicine chest|microwave|marimba|xylophone|mortar
mortarboard|scooter|all-terrain bike|mouse|nail|pacifier|notebook|organ|scope|oxcart|packet|boat paddle|pyjama|pajama
panpipe|carriage|coach|terrace|pay-phone|plinth|pencil box|pick|plectrum|pickup|penny bank|ewer|carpenter's plane
plough|plow|billiard table|snooker table|pop bottle|pot|flowerpot|prayer mat|punch bag|puck|quill pen|comforter
racing car|racquet|rv|reel|remote|eatery|running shoe|six-shooter|rubber eraser|ruler|sax|scale|screen|seatbelt
shoe shop|speedboat|snowplough|solar dish|solar collector|space bar|steel arch bridge|stole|streetcar|trolley|tramcar
trolley car|studio couch|day bed|stop|shades|dark glasses|sunblock|swimming trunks|bathing trunks|switch|electric switch
army tank|teddy|thatch|theater curtain|theatre curtain|toyshop|tobacconist|wrecker|tractor trailer|semi
articulated lorry|trike|vacuum|fiddle|billfold|closet|warplane|washbasin|washer|wig|wing|wreck|velvet
traffic signal|stoplight|book jacket|home theatre|ice lolly|mashed potato|courgette|custard apple|french loaf
globe artichoke|chocolate sauce|headland|lakeside|seashore|coast|seacoast|alp|groom|ballplayer
rosehip|buckeye|horse chestnut|conker|stinkhorn|earthstar|hen-of-the-woods|toilet tissue|bathroom tissue|blower
swimming cap|shako|upright|tape player|geyser|ear
"""

# Where the tidied class name is not what a contributor would type: the index, and the word to use.
KEYWORDS = {
    41: "whiptail lizard",
    47: "chameleon",
    84: "peacock",
    97: "duck",  # the pictures show mallards
    101: "elephant",  # the pictures show elephants with tusks
    133: "bittern",
    224: "groenendael",
    233: "bouvier des flandres",
    257: "great pyrenees",
    262: "griffon dog",
    270: "arctic wolf",
    282: "tiger cat",
    323: "monarch butterfly",
    339: "horse",
    375: "colobus monkey",
    381: "spider monkey",
    382: "squirrel monkey",
    391: "coho salmon",
    419: "adhesive bandage",  # trademark
    452: "bonnet",
    458: "memorial plaque",
    480: "atm",
    494: "wind chime",
    509: "candy store",
    513: "trumpet",
    519: "crate",
    520: "crib",
    521: "slow cooker",  # trademark
    528: "rotary phone",
    590: "handheld computer",
    592: "hard drive",
    602: "horizontal bar",
    603: "horse cart",
    605: "mp3 player",  # trademark
    607: "jack-o'-lantern",
    609: "off-road vehicle",  # trademark
    612: "rickshaw",
    632: "loudspeaker",
    633: "magnifying glass",
    635: "compass",
    638: "leotard",
    639: "one-piece swimsuit",
    642: "xylophone",
    661: "vintage car",  # trademark
    677: "nail",
    680: "pacifier",
    692: "packet",
    712: "petri dish",
    714: "guitar pick",
    725: "pitcher",
    726: "hand plane",
    730: "plow",
    732: "instant camera",  # trademark
    758: "fishing reel",
    769: "ruler",
    796: "ski mask",
    807: "solar collector",
    810: "space bar",
    821: "arch bridge",
    824: "stole",
    844: "light switch",
    854: "theater curtain",
    884: "vaulted ceiling",
    885: "velvet",
    890: "volleyball",
    896: "sink",
    903: "wig",
    906: "necktie",
    914: "yawl",
    919: "street sign",
    921: "book cover",
    923: "meal",
    929: "ice pop",  # trademark
    998: "ear of corn",
}

# Classes whose pictures show another meaning of the word than their wnid's: index, and the synset to read.
SEEN_AS = {
    544: "03259401",  # Dutch oven: the pot, not the oven
    680: "03075768",  # nipple: the pacifier
    836: "04356056",  # sunglass, a burning glass: sunglasses
    968: "03147509",  # cup, a punch: the drinking vessel
}

# Words that a class's hypernyms do not give: index, and the words.
EXTRAS = {
    7: "poultry|farm animal",
}

# Words that a class's hypernyms give and that its pictures do not bear out.
WRONG = {
    138: "wading bird|water bird",
}

# A word that is left out where one of the others is said.
UNLESS = {
    "wildlife": {"pet", "farm animal", "extinct"},
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


def parse_hypernyms(text: str) -> dict[str, list[str]]:
    """HYPERNYMS as a dictionary: a synset's first word (and offset, if named) → what is said for it."""
    said: dict[str, list[str]] = {}
    for line in text.strip().splitlines():
        if not line or line.startswith("#"):
            continue
        names, equals, words = line.partition(" = ")
        for name in split(names):
            if name in said:
                raise ValueError(f"HYPERNYMS names {name} twice")
            said[name] = split(words) if equals else [name.lower()]
    return said


def split(words: str) -> list[str]:
    return [word.strip() for word in re.split(r"[|\n]", words) if word.strip()]


def plain(word: str) -> str:
    """A word without case, blanks and punctuation, so that spellings such as bow tie and bow-tie agree."""
    return re.sub(r"[^a-z0-9]", "", word.lower())


def tidy(name: str) -> str:
    """A class name as a keyword: lower case, no explanation in brackets, the first of several names."""
    return re.split(r" \(| / | or ", name.lower())[0].strip()


def words_of(index: int, name: str, offset: str, wordnet: WordNet) -> list[str]:
    """A class's words, specific to general; the first is its keyword."""
    said, synonyms = parse_hypernyms(HYPERNYMS), {plain(word) for word in split(SYNONYMS)}
    meaning = SEEN_AS.get(index, offset)
    words = [KEYWORDS.get(index) or tidy(name)]
    for word in (*wordnet[offset].words, *wordnet[meaning].words):
        words += [word.lower()] if plain(word) in synonyms else []
    words += split(EXTRAS.get(index, ""))
    for above in hypernyms(wordnet, meaning):
        first = wordnet[above].words[0]
        words += said.get(f"{first} {above}", said.get(first, []))
    return settle(words, set(split(WRONG.get(index, ""))))


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
    rows = []
    for entry in classes:
        words = words_of(int(entry["index"]), entry["name"], entry["wnid"].removeprefix("n"), wordnet)
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
    licence.write_text(text, encoding="utf-8")
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
