"""Six plain words that stand for a checkpoint, to be read out and written down."""

import hashlib

HOW_MANY = 6
BITS = 11
"""Of each word: 2,048 words, 66 bits together."""


def words_of(text: str) -> str:
    """Six words that depend on every byte of a checkpoint's text (without its signature)."""
    number = int.from_bytes(hashlib.sha256(text.encode()).digest(), "big") >> (256 - HOW_MANY * BITS)
    places = [number >> BITS * place & (1 << BITS) - 1 for place in reversed(range(HOW_MANY))]
    return " ".join(WORDS[place] for place in places)


WORDS = tuple(
    """
able about above acid acorn acre across act active actor adapt add adjust admire admit adopt adult advice aerial
affair afford after again age agent agree ahead aim airport airy alarm album ale alert alive all alley ally almond
almost alone along alpha already also always amaze amber among ample amuse anchor angel angle animal ankle annual
answer antler anvil any apart appeal apple apply apricot april apron aqua arch archer arctic area arena argue arm
armour around arrange arrive arrow art artist ascend ash aside ask asleep aspen assist atlas attach attend attic
august author autumn avenue avocado avoid awake award aware away axis baby back bacon badge badger bag bagel bake
baker balance balcony ball ballet balloon bamboo banana bandage banjo bank banner bar barber bargain barge bark barley
barn baron barrel basic basil basin basket bath bathe battery bay bazaar beacon bead beak beaker beam beard beast
beauty beaver become bed bedroom beef beehive beetle before begin behind belief bell belly belong below belt bench
bend beside best better beyond bicycle big bike bill bin binder bingo birch bird biscuit bison bistro bit black blade
blank blanket blaze blend bless blink bloom blossom blouse blush boast boat body bog boil bold bolt bone bonfire
bonnet bonus book boot border borrow boss botany both bottle bottom bounce bouquet bowl box brace brain bramble branch
brand brass brave bravo breath breeze brew brick bride bridge brief bright brim bring brisk bristle broad bronze brook
broom broth brother brown brush bubble bubbly bucket buckle bud budget buffalo build bulb bull bumper bundle bunny
burger burrow burst bus bush busy butcher butter button buyer buzz cabbage cabin cable cactus cafe cage cake calf
calico call calm camel camera camp campus can canal canary candle candy cane canoe canopy canvas canyon cap cape
captain car caravan card care career cargo carpet carry cart carton cartoon carve case cashew casket castle casual cat
catch cattle cave cedar celery cello cement centre chain chair chalk chamber chance change channel chapel chapter
charity charm chart chase chat cheek cheese cheetah chef chemist cherry chess chest chick chicken chief child chimney
chin china chip chive choice chop church cider cinder cinema circle circus citrus city civil clam clap clasp class
classic clay clean clear clerk clever cliff climate climb clinic clip cloak clock clone close closet cloth cloud
clover clown club clue coach coal coast coastal cobalt cobra cobweb cockpit cocoa coconut cod code coffee coin cold
collar collect college colour column comb combine come comet comfort comic common compare compass concert conduct cone
confirm connect contain control convoy cook cookie cool copper copy coral cork corn corner cosmic cost cosy cottage
cotton couch cough count counter country couple courage court cousin cover cow cowboy coyote crab cracker crackle
cradle craft crane crater crawl crayon cream credit creep crest cricket crisp crochet crocus crop cross crowd crumb
crumpet crust crystal cub cube cuckoo cuddle culture cup curious curl curry cursor curtain curve cushion custard cut
cycle cyclone cypress dad dahlia daily dairy daisy damp damson dance daring dark dart dash date dawn day dazzle deal
debate decade decent decide deck deep defend define degree delay delight deliver delta den dense dentist depend
deposit depth derby desert deserve design desk detail develop device dewdrop dialect diamond diary dice differ dig
digit dill dim dime dine dinghy dinner dip direct discuss dish display distant dive divide dock doctor dog doll
dolphin dome domino donkey door doorway dot double dove down dozen dragon drama drapes draw drawer dream dress dresser
drift drill drink drive driver drizzle drop drought drum dry duck duet dune dusk dust duty dwell each eager eagle ear
early earth easel east easy eat echo eclipse edge edit effort egg either elastic elbow elder elect elegant eleven elf
elm ember emblem emerald emperor employ empty enamel enchant end endless energy engage engine enjoy enough enter
entire entry envoy episode equal equator erase errand escape essay estate even evening event ever every evident evolve
exact exam example exhibit exit expand expert explain explore express extend extra eyebrow fable fabric face fact fade
fairy falcon fall falter family famous fan far farm farmer fast father fathom faucet favour feast feed feel fellow
fence fennel fern ferret ferry fetch fiddle field fiesta fifty fig figure film filter final finale finch fine finger
finish fire firm first fish fist fit five fix flag flake flame flap flash flask flat fleece flick flight flint float
flock flood floor floss flow fluent fluff flute fly foal foam focus fog foggy fold folder follow food foot forest
forget fork form forty fossil found fox frame free fresco fresh friday fridge friend fringe frog frolic front frost
fruit fudge full fun funnel funny furrow future gadget gain galaxy gallon gallop game garage garden gargle garlic
garnet gather gear gem genius gentle geyser giant gift giggle ginger girl give glad glance glass glaze gleam glide
globe glove glow glue gnome goal goat gold golf gong good goose gown grab grace grain grand grape graph grasp grass
gravel gravy green greet grey grid grill grin grocer grotto ground group grove grow guard guess guide guitar gulf gull
gum gust guy habit half halo ham hammer hamper hand handle handy hang happen happy hard harp hat hatch have hawk hazel
head health heap heart hearth heat heavy hedge height hello helmet help hen herb heron hidden hike hill hilly hinge
hip hippo hit hive hobby hockey hold holder hollow holly home honest honey honour hood hoof hook hop hope horn hose
host hostel hot hotel house hover huddle hug huge hum human humble humour hurdle husk hut ice icicle icing icon idea
ideal igloo image impact import inch income indeed index indigo inform inlet insect inside intend invent invite iris
iron island item ivory ivy jacket jaguar jar jaw jazz jeans jelly jet jewel jigsaw job jog join joiner joke jolly
jovial joy judge jug juggle juice july jumble jump jumper june jungle junior just kayak keen keep kennel kettle kick
kidney kilt kind kiosk kit kite kitten kiwi knee knife knit knock koala label labour lace ladder lady lagoon lake lamb
lamp land lap larder large lark last latch late laugh laurel lava lawn layer leader leaf league leap learn leave ledge
left leg lemon lend length lens lentil letter level lever lid life lift light like lilac lilt lily limit line linen
lining link lion lip liquid list listen litre little live lively lizard llama loaf lobby local locate lock locket
lodge lofty log logic long look loop loose lorry lotus loud lounge love low loyal lucky lumber lunar lunch lung lupin
lyric magic magnet magpie make mallet mammal manage mango many map maple marble march margin marker market maroon
marsh mascot mask mast master mat match matter mature maybe mayfly mayor meadow meal medium mellow melody melon melt
member memory mentor menu merit merry meteor meter method metre midday middle mild mile milk mill miller mimic mind
minnow mint minute mirror mitten mix moat mobile model modern modest mole moment monday money monkey month mood moon
mop mortar mosaic moss most moth mother motion motor motto mound mouse mouth move movie much mud muffin mug mule mum
mural museum music mutton myth nail name nap napkin narrow nation native nature navy near neat neck nectar needle
nephew nest net nettle never news next nibble nice nickel niece nimble nine ninety noble nod noise nomad noodle noon
normal north nose note notice notion nougat novel novice now nuance nugget number nurse nut nutmeg nylon oak oasis
oath oats object oboe obtain occur ocean odd offer office often oil okay old olive omega once onion only onto onward
opal open opera option orange orbit orchid order organ origin oriole other otter outfit outing oval oven over owl own
owner oxygen oyster pack packet pad paddle page pagoda paint palace palm pan panda panel pansy pantry papaya paper
parade parcel parent park parrot part party pass pasta pastel pastry patch path patrol paw pay peach peanut pebble
pecan peel pen pencil penny people pepper perch period permit person pet pewter phone photo phrase piano pick pickle
pickup picnic pig pigeon pillar pillow pilot pine pink pipe pitch pixel pizza place plan planet plank plant plate play
plenty plot plough plover plug plume plus pocket poem poet poetry point polar policy polish polite polka pond pony
pool poppy porch pork port post poster potato pouch pound powder power pram prawn prefer press pretty price print
prize proof proper proud public puddle puffin pull pulley pulse pump pupil puppet puppy pure purple purse pursue push
put puzzle quack quail quarry quest quick quiet quill quilt quince quit quite quiz quota quote race radar radio radish
raft rag raisin rake ramp ranch random range ranger rapid rare rather rattle raven ravine ray razor reach reader realm
reason recall recent recipe record reef regal region relax relay relief rely remain remark remind remote rent repair
repeat reply report rescue resin result return revive reward rhythm ribbon rice rich riddle ride ridge rinse ripe
ripple rise river roast robe robin robot rock rocket rod roof rook room rope rose rotate round rover rub rubber ruby
rudder rug rugby rule ruler run runner runway rush rustic sable saddle safari safe safety sage sailor salad salmon
salon salt salute samba same sample sand sandal satin saucer save say scale scarf school scone scoop score scout scrap
screen screw script scroll seal search season seat second secret sector seesaw select senior sense serene series
sermon serve set settle seven shade shadow shake shape share shark sharp shawl shed sheep sheet shelf shell shield
shift shine ship shirt shoe shop short should shout shovel show shower shrewd shrimp shrub shut shy siesta sieve sign
signal silk silly silver simple since sing single sister sit six sixty size skate skater sketch ski skill skin skip
skirt sky slalom slate sled sleep sleeve slice slide slim slogan slope small smart smile smoke smooth snack snail
snake snow soap soccer social sock sofa soft soil solar solid solo solve sonata song soon sorbet sort sound soup sour
south space spade span spare spark speak speech speed spell spend sphere spice spider spin spiral spire splash split
sponge spoon sport sporty spot spray spread spring sprout spruce square squash squeak squid stable stack stage stairs
stamp stand staple star start state statue stay steady steam steep stem stereo stew stick still stir stitch stone
stool stop store stork stove strap straw stream street strict string stripe stroll strong studio study sturdy submit
suburb subway such sudden suede sugar suit summer sunny sunset super supper survey swamp swan sweep swift swim swing
swirl switch syrup system tabby table tablet tackle tailor take talent talk tall tame tango tank tap tape target
tariff tart tartan task taste tavern taxi teach teapot tease teeth tell temper temple ten tender tennis tent term test
text thank thaw theme thick thin thing think third thirty thorn thread three thrive throat thrush thumb ticket tickle
tidy tile tin tinsel tiny tip tiptoe title toast today toffee token tomato tone tongue tool tooth top topaz topic
topple torch total toucan touch tour towel tower town toy track trade trail train tram travel tray treat treaty tree
trend trick trifle trip trophy trot trout trowel truck true trunk truth try tub tuba tube tulip tumble tuna tundra
tune tunnel turban turkey turnip turret turtle tutor tweed twelve twenty twice twig twin twist type ultra uncle under
unfold union unique unit unlock unpack until upbeat update uphill upon upper upward urban urchin use useful usual
vacant vacuum valid valley value van vanish vapour vase vast vault velvet vendor verb verse vessel vest video view
vine viola violet violin virtue visit visual vital vivid vocal voice volume vote vowel voyage waffle wagon waiter wake
walk wall wallet walnut walrus wander want warm wash watch water wattle wealth weasel weaver well west wheat when
whisk white wicker wide wife wigwam wild willow win wind window windy wing winner winter wire wisdom wise wish wizard
wolf woman wonder wool word work worm worth worthy wreath wren wrist yacht yard yarn yawn year yearly yeast yellow yes
yet yodel young youth zeal zebra zenith zero zest zigzag zinc zip zone zoo
""".split()  # noqa: SIM905 - a list would be five times as long
)
