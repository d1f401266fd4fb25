"""Pitches: how sellers write to whoever owns a website; customers write of their own site and of our product.

Patterns for folded text, as in `adverts`.
"""

from typing import Final

from frontdesk.signals.words.listed import Wordings
from frontdesk.signals.words.pitches_abroad import ABROAD

#: Somebody sells to the owner of any website.
PITCH: Final = Wordings(
    r"""
    first page (?:of|in|on) google
    googles? (?:1st|first|top) page
    page (?:1|one|#1) (?:of|on|in) google
    top of google
    1st page
    your (?:web ?site|site|business|page) (?:is|was|does|isnt|doesnt)(?: \w+)? ?(?:not|missing|losing)\b
    your (?:web ?site|site) (?:looks|seems) (?:outdated|old)
    your (?:web ?site|site)s? (?:ranking|traffic|seo|metrics|authority)
    your (?:web ?site|site|domain) is (?:missing out|not ranking|invisible|losing)
    running any (?:google |facebook )?ads
    while your competitors\b
    your competitors are\b
    because your (?:web ?site|site) loads
    articles? exchange\b
    our \d+ (?:blogs|sites|websites|portals)
    sell your business\b
    missing out on\b
    monthly budget of\b
    visitors a day\b
    domain authority is\b
    competitors outrank\b
    will be removed\b
    your (?:google|search|search engine|seo|online) (?:ranking|position|visibility|presence)
    your rankings?\b
    rank (?:your|you|higher)
    ranking your\b
    place your (?:web ?site|site|business|ad)
    promote your (?:web ?site|site|business|product)
    businesses like yours\b
    companies like yours\b
    website owners like
    brands like yours\b
    sites? like yours\b
    better rankings? (?:in|on) google
    higher rankings? (?:in|on) google
    get (?:you|your \w+) ranked\b
    not ranking\b
    negative back ?links\b
    removed from (?:the )?google
    order my gig\b
    buy my (?:services?|gig)\b
    potential (?:buyers|customers|clients) (?:sent|directed|delivered|directly)
    qualified (?:appointments|buyers|prospects|meetings)\b
    on autopilot\b
    ill send over\b
    send over (?:some |the |more )?(?:details|info|samples|examples)
    one things missing\b
    link exchange\b
    exchange links?\b
    link to you from\b
    add a link to (?:our|my)\b
    mentioned in (?:forbes|yahoo|top|major)
    featured (?:in|on) (?:forbes|yahoo|top|major|over \d)
    top (?:news|tier) (?:sites|media|publications)
    wikipedia page for your\b
    google reviews? for your\b
    trustpilot reviews\b
    5 star (?:google )?reviews\b
    not mobile friendly\b
    convert (?:it|your (?:web ?)?site) to\b
    convert more visitors\b
    write all your\b
    seo articles?\b
    trademark may be\b
    register your (?:brand|trademark|domain|company name)
    generate (?:more )?(?:\d+ )?(?:\d+ )?(?:qualified |new |sales )?leads for (?:you|your)
    more (?:leads|sales|customers|clients|patients|bookings) for your\b
    more (?:leads|sales|customers|clients) (?:from|through|with) your\b
    grow your (?:business|sales|revenue|brand|audience|followers)
    boost your (?:business|sales|revenue|brand|seo|rankings?|traffic|online)
    take your (?:business|brand|company|website) to the next
    outsource your\b
    cut your (?:costs|energy|payroll|shipping)
    reduce your (?:costs|energy|payroll|shipping|processing)
    list(?:ed)? your (?:business|company) (?:in|on)
    listed (?:in|on) our (?:directory|platform|magazine)
    redesign(?:ing)? (?:of )?your (?:web ?site|site)
    redesign (?:and|or|&) develop
    new look for your\b
    fix (?:them|these|those|the) (?:issues|errors|quickly|for you)
    traffic to your\b
    visitors to your\b
    customers (?:cant|cannot|can not) find (?:you|your)
    free (?:seo |website |site |full )*(?:audit|analysis|seo report)
    audit (?:of|for) your (?:web ?site|site)
    errors (?:on|with|in) your (?:web ?site|site)
    mistakes (?:on|with|in) your (?:web ?site|site)
    problems (?:on|with|in) your (?:web ?site|site)
    issues (?:on|with|in) your (?:web ?site|site)
    can i (?:send|share|email|show) you (?:\w+ ){0,3}(?:proposal|quote|price|screenshot|report|audit)
    can i (?:send|share|email|show) you (?:\w+ ){0,3}(?:portfolio|sample|example)
    may i (?:send|share|email|show) you (?:\w+ ){0,3}(?:proposal|quote|price|screenshot|report|audit)
    may i (?:send|share|email|show) you (?:\w+ ){0,3}(?:portfolio|sample|example)
    would you like me to (?:send|share|show)
    want me to (?:send|share|show)
    show you (?:some )?(?:previous|examples|samples)
    send you (?:our|my|the|a|some) (?:portfolio|price list|pricing|proposal|sheet|samples?|media kit)
    see our samples
    share your requirements?\b
    discuss your requirements?\b
    contribute (?:a|an) (?:guest|article|post)
    publish (?:a|an|your|my|our) (?:guest|sponsored|article)
    write (?:a|an) (?:guest|sponsored|article for your|post for your)
    submit (?:a|an) (?:guest|sponsored|article)
    guest posts? (?:on|to|for|in) your
    do you (?:accept|allow|publish) (?:guest|sponsored|paid)
    accept guest posts?\b
    link insertions?\b
    do ?follow (?:link|backlink)
    permanent (?:do ?follow|back ?link|link)
    back ?links? (?:on|from|to) your
    high (?:da|authority|dr|domain) (?:back|link|site|web|domain)
    da \d\d
    sponsored (?:article|post)s? on your
    price for a (?:permanent|link|post|guest|do ?follow)
    have an? (?:engaging |animated |explainer |short )*video (?:to explain|on your|for your)
    video to explain what you do
    our (?:videos|prices) (?:cost|start)s?(?: \w+){0,2} (?:just|at|from|only)
    just \$ ?\d+ for a
    whiteboard (?:explainer|animation|video)
    animated explainer
    animated videos? (?:on|for)
    offshore (?:\w+ ){0,5}(?:company|team|agency|developers?)
    dedicated developers? from
    hire (?:dedicated|our|indian|remote) developers?
    web (?:designer|developer)s? (?:from|based in) india
    development company (?:based in|from) india
    design company (?:based in|from) india
    at (?:a |an )?(?:very |most )?(?:low|affordable|reasonable|cheap) (?:cost|price|rate)
    for (?:a |an )?(?:very |most )?(?:low|affordable|reasonable|cheap) (?:cost|price|rate)
    mobile app and web development
    affordable (?:price|cost|rate|seo|web)
    very low cost
    targeted (?:email|mailing) list
    list of (?:decision makers|email contacts)
    acquiring an? (?:\w+ )?list
    interested in (?:acquiring|purchasing|buying) (?:a|an|our|the) (?:\w+ ){0,3}(?:list|database|contacts)
    verified (?:contacts|emails|email addresses|leads)
    counts and pricing
    delivered to you through your (?:web ?site )?contact form
    through your (?:web ?site )?contact form
    millions of (?:contact|web ?site|web) (?:forms|sites|web)
    contact forms? of (?:web ?)?sites
    contact form (?:blast|marketing|advertising|submission|mailing)
    just like this one
    talk with (?:your )?(?:web ?)?(?:site )?visitors?
    make it even more effective
    advertis\w+ (?:to|your) (?:\w+ ){0,3}(?:millions|contact form|business|web ?site)
    """
    + ABROAD
)
#: What belongs to the reader; customers speak of their own.
YOURS: Final = Wordings(
    r"""
    your (?:web ?site|site|business|company|brand|domain|listing|ads|blog|store|shop|customers|competitors)\b
    ваш\w* (?:саит|бизнес|компани|магазин|предложени|товар|реклам|клиент)
    twoj\w* (?:stron|firm|sklep|biznes|klient|witryn)
    wasz\w* (?:stron|firm|sklep|biznes|klient|witryn)
    panstwa (?:stron|firm|sklep|biznes|klient|witryn)
    ihre[rnms]? (?:web ?seite|website|homepage|firma|unternehmen|shop|kunden|seite)
    deine[rnms]? (?:web ?seite|website|homepage|firma|nahe|seite)
    """
)
#: The tone of mail that goes to thousands; people write so too.
TONE: Final = Wordings(
    r"""
    dear (?:sir|madam|website owner|web ?site|webmaster|business owner|owner)
    hi webmaster
    kindly\b
    hope this (?:e ?mail |message )?finds you
    business development (?:executive|manager)
    let me know if you(?:re| are) interested
    if you are interested in our
    no obligation
    a (?:quick|short|brief) (?:call|chat)\b
    15 minutes?\b
    open to a (?:quick|short|brief)
    interested\?
    let me know in your reply\b
    contact (?:us|me) urgently\b
    check our portfolio\b
    sorry to bother you\b
    интересно\?
    czy mozemy porozmawiac\b
    haben sie zeit fur ein\b
    dear owner\b
    greetings\b
    quick question\b
    who handles\b
    shall we talk\b
    what do you charge\b
    satisfaction guaranteed\b
    приветствую\b
    прислать (?:план|кп|прайс|расчет|примеры)
    прайс во вложении\b
    zainteresowan\w*\?
    szanowni panstwo\b
    wann passt\b
    unsubscribe\b
    opt out\b
    visited your (?:web ?site|site)
    found your (?:web ?site|site)
    was (?:on|at|looking at|going through|browsing) your (?:web ?site|site)
    came across your (?:web ?site|site)
    going through your (?:web ?site|site)
    seen your (?:web ?site|site)
    whatsapp\b
    reply (?:yes|to see|with|urgently)
    limited time
    money back
    get back to me with
    хотите, (?:пришл|расскаж|покаж)
    напишите (?:нам|мне) в
    подробност\w+ (?:по ссылке|в телеграм|в telegram|в лс)
    звоните!
    коммерческое предложение
    telegram @
    skontaktuj sie z nami
    zobacz (?:nasze )?(?:realizacje|oferte)
    cena promocyjna
    tylko (?:teraz|dzis|w tym tygodniu)
    interesse\?
    jetzt (?:beantragen|anmelden|starten|sichern)
    hier (?:anmelden|klicken|beantragen)
    unverbindlich
    """
)
