"""Positions: the words that tell who decides, who learns, and in which field somebody works.

English, Russian, Ukrainian, Polish and German, with some French and Spanish; each from the beginning of a
word on, so that one line has all its endings.
"""

from collections.abc import Mapping
from typing import Final

from frontdesk.signals.folding import fold
from frontdesk.signals.words.listed import Wordings


def _lines(text: str) -> Wordings:
    return Wordings("\n".join(fold(" ".join(text.split())).split(", ")))


#: Somebody's help, whoever that is.
ASSISTANT: Final = _lines("""
    assistant, assistent, asystent, ассистент, асистент, помощник, помощниц, помічни, secretary,
    secretaire, sekretar, sekretär, секретар, receptionist, recepcjonist, рецепционист, referent,
    референт, personal assistant, pa to\\b, ea to\\b
""")

STUDENT: Final = _lines("""
    student, studierend, студент, schuler, schüler, школьни, учащийся, учащаяся, pupil\\b, ucznio,
    uczen, uczennic, uczeń, intern\\b, interns\\b, internship, trainee, apprentice, undergraduate, phd
    candidate, doktorand, doktorant, аспирант, аспірант, стажер, стажёр, стажист, практикант,
    praktikant, praktykant, stazyst, werkstudent, azubi, auszubildend, lehrling, volontar, etudiant,
    stagiaire, estudiante, becari
""")

#: Who owns the company or leads it as a whole.
TOP: Final = _lines("""
    ceo\\b, owner, co owner, founder, cofounder, co founder, president\\b, managing director, managing
    partner, general manager, country manager, executive director, chief executive, director general,
    general director, chair(?:man|woman|person)?\\b, board\\b, member of the board, proprietor, sole
    trader, entrepreneur, self employed, partner(?<!business partner)\\b, principal\\b, business owner,
    mayor\\b, генеральн\\w* директор, ген\\.? ?дир, гендир, исполнительн\\w* директор, управляющ\\w*
    (?:директор|партнер), владел, совладел, собственник, собственниц, основател, сооснователь,
    учредител, соучредител, предпринимател, индивидуальный предприниматель, ип\\b, президент,
    председател, член правления, член совета, самозанят, партнер(?<!бизнес партнер)\\b, власник,
    власниц, співвласник, засновни, співзасновни, генеральний директор, виконавчий директор, голова,
    підприємец, фоп\\b, prezes, wiceprezes, czlonek zarzadu, czlonkini zarzadu, zarzad, wlascicie,
    wspolwlascicie, zalozyciel, wspolzalozyciel, wspolnik, wspolniczk, przedsiebiorc, dyrektor generaln,
    dyrektor zarzadzajac, dyrektor wykonawcz, prokurent, geschaftsfuhr, geschäftsführ, gf\\b, inhaber,
    eigentumer, grunder, mitgrunder, gründer, vorstand, prokurist, gesellschafter, unternehmer,
    selbststandig, selbstandig, geschaftsinhaber, geschaftsleit, firmeninhaber, chef\\b, chefin\\b,
    gerant, pdg\\b, directeur general, fondateur, dirigeant, propietari, dueno, gerente general,
    fundador, jednatel, majitel
""")

#: Who leads a part of it, and who stands in for somebody that leads.
LEADER: Final = _lines("""
    cto\\b, cfo\\b, cmo\\b, coo\\b, cio\\b, cro\\b, cso\\b, cpo\\b, cco\\b, cdo\\b, clo\\b, chro\\b,
    ciso\\b, cxo\\b, chief\\b, director, deputy, head\\b, head of, vp\\b, svp\\b, evp\\b, avp\\b, vice
    president, vice\\b, general counsel, controller general, plant manager, branch manager, regional
    manager, area manager, store manager, team lead\\b, team leader, tech lead\\b, teamlead,
    superintendent, supervisor, директор, директриса, дир\\., зам\\b, зам\\., замдир, заместител,
    заступни, начальни, нач\\., зав\\., завед, руководител, руковод\\., рук\\., глава\\b, главн(?!\\w*
    специал), гл\\., гл\\b, топ менеджер, вице, управляющ, шеф, роп\\b, тимлид, керівни, керуюч,
    завідувач, головн, dyrektor, dyr\\., dyr\\b, zastepca, zastepczyni, zca\\b, z ca\\b, kierowni,
    kier\\., szef, naczelni, glown(?!\\w* specjal), lider zespolu, leiter, leitend, leitung,
    abteilungsleit, bereichsleit, teamleit, direktor, stellv, stv\\., geschaftsbereichsleit,
    hauptbuchhalter, teamchef, directeur, directrice, responsable, directora, jefe, jefa, gerente,
    reditel, vedouci
""")

#: Whoever has a trade or a task.
SPECIALIST: Final = _lines("""
    manager, business partner, бизнес партнер, engineer, developer, programmer, specialist, consultant,
    freelanc, analyst, accountant, lawyer, attorney, paralegal, recruiter, administrator, admin\\b,
    designer, architect, coordinator, officer, expert, advisor, adviser, buyer, marketer, marketeer,
    writer, copywriter, editor, journalist, teacher, professor, lecturer, researcher, scientist, doctor,
    nurse, driver, technician, counsel\\b, operator, representative, rep\\b, agent\\b, associate,
    executive\\b, sales, seller, salesman, salesperson, clerk, merchandiser, tester, qa\\b, devops,
    sre\\b, scrum master, product owner, employee, worker, planner, strategist, bookkeeper, auditor,
    controller, translator, photographer, blogger, broker, realtor, менеджер, мэнеджер, инженер,
    інженер, разработчик, розробник, программист, програміст, специалист, спеціаліст, фахівец,
    консультант, фрилансер, аналитик, аналітик, бухгалтер, юрист, адвокат, юрисконсульт, рекрутер,
    кадровик, администратор, адміністратор, сисадмин, дизайнер, архитектор, координатор, эксперт,
    экономист, економіст, маркетолог, редактор, журналист, учител, преподавател, врач, техник, технолог,
    механик, оператор, мастер, прораб, логист, логіст, снабжен, закупщик, сотрудни, продавец, продавец
    консультант, торговый, агент\\b, переводчик, блогер, тестировщик, верстальщик, контент, смм, smm,
    сео\\b, seo\\b, таргетолог, копирайтер, программер, работни, методист, брокер, риелтор, риэлтор,
    inzynier, specjalist, konsultant, freelancer, analityk, ksiegow, prawnik, adwokat, radca,
    programist, informatyk, projektant, grafik, architekt, koordynator, ekspert, doradc, handlowiec,
    handlowc, przedstawiciel, sprzedawc, marketingowiec, redaktor, dziennikarz, nauczyciel, lekarz,
    technik, technolog, mechanik, logistyk, zaopatrzeniowiec, kupiec, pracowni, rekruter, kadrow,
    menedzer, menadzer, ingenieur, entwickler, softwareentwickl, webentwickl, programmierer, spezialist,
    fachkraft, fachinformatik, berater, buchhalter, bilanzbuchhalter, anwalt, rechtsanw, jurist,
    systemadmin, sachbearbeit, mitarbeit, angestellt, fachangestellt, vertriebsmitarbeit, verkaufer,
    vertriebler, einkaufer, techniker, kaufmann, kauffrau, kaufmannisch, redakteur, lehrer, arzt,
    arztin, meister, disponent, projektmanager, projektleit, koordinator, ingeniero, desarrollador,
    abogad, contable, comptable, avocat, developpeur, vendedor, especialista, ucetni, obchodni zastupce
""")

#: Field: its words. The first field found counts, so the narrow ones come first.
FIELDS: Final[Mapping[str, Wordings]] = {
    "legal": _lines("""
    legal, lawyer, attorney, paralegal, counsel, compliance, clo\\b, юрид, юрист, юрисконсульт, адвокат,
    правов, prawn, radca, adwokat, recht, anwalt, jurist, avocat, juridi, abogad
"""),
    "hr": _lines("""
    hr\\b, hrbp, hrd\\b, chro\\b, human resources, people\\b, recruit, talent, payroll, кадр, рекрут,
    подбор, персонал, эйчар, управлению персоналом, kadr, rekrut,
    personal(?:leit|abteil|wesen|referent|entwickl|manag|chef|sachb), personalwesen, personal\\b(?!
    assist), personalleit, ressources humaines, rrhh\\b, recursos humanos
"""),
    "finance": _lines("""
    financ, finanz, finans, cfo\\b, account(?:ant|ing|s)\\b, bookkeep, treasur, controller, controlling,
    audit, tax\\b, финанс, фінанс, бухгалт, главбух, экономист, економіст, казнач, аудит, ksieg,
    glown\\w* ksieg, podatk, buchhalt, rechnungswesen, bilanzbuch, steuer, hauptbuchhalter, comptab,
    contab, ucetn
"""),
    "marketing": _lines("""
    market(?!place), cmo\\b, brand, seo\\b, ppc\\b, smm, social media, content, copywrit, pr\\b, public
    relations, advertis, growth\\b, digital\\b, communications?, media\\b, event, graphic designer,
    маркет(?!плейс), реклам, бренд, смм, сео\\b, контент, копирайт, таргет, пиар, связям с
    общественностью, коммуникаци, мероприяти, reklam, komunikacj, werbung, kommunikation,
    offentlichkeitsarbeit, offentlichkeits, publicidad, communication
"""),
    "sales": _lines("""
    sales, account (?:manager|executive|director), key account, kam\\b, sdr\\b, bdr\\b, bdm\\b, business
    development, commercial, cro\\b, cco\\b, revenue, presales, pre sales, продаж, коммерч, комерц,
    сбыт, развитию бизнеса, роп\\b, торгов, продавец, продавц, збут, handlow, sprzeda, rozwoju biznesu,
    vertrieb, verkauf, aussendienst, verkaufs, ventes, ventas, vendedor, comercial, obchod
"""),
    "product": _lines("""
    product\\b, produkt(?!ion), продукт, cpo\\b, ux\\b, ui\\b
"""),
    "it": _lines("""
    it\\b, cto\\b, cio\\b, ciso\\b, cdo\\b, ict\\b, software, develop(?!ment manager), programm,
    data\\b, devops, sre\\b, engineering\\b, sysadmin, system admin, systems admin, system engineer,
    network, security, cyber, technology, technical director, tech lead, web\\b, webmaster, frontend,
    front end, backend, back end, full ?stack, qa\\b, tester, information, digital transformation,
    infrastructure, cloud\\b, ит\\b, айти, технический директор, програм, разработ, розроб, сисадмин,
    системн, информац, інформац, данных, веб, тестиров, тимлид, кибер, безопасност, цифров, автоматизац,
    верстал, informatyk, informaty, programist, dyrektor techniczn, danych, cyfryzacj, systemow,
    administrator sieci, edv\\b, entwickler, softwareentw, webentw, programmier, systemadmin,
    informatik, fachinformatik, datenschutz, technischer leiter, desarrollador, developpeur, informati,
    sistemas, systemes
"""),
    "operations": _lines("""
    operation, operating, coo\\b, logist, supply, procure, purchas, sourcing, buyer, warehouse,
    production, manufactur, plant\\b, fleet, office manager, office\\b, facilit, back office, customer
    (?:service|support|care|success), support\\b, assistant, secretary, receptionist, referent, операц,
    логист, логіст, снабж, закуп, склад, производств, виробництв, офис менеджер, офис\\b, административ,
    ахо\\b, вэд\\b, помощник, ассистент, асистент, секретар, помічни, поддержк, клиентск, сервис,
    operacyjn, logisty, zakup, zaopatrz, magazyn, produkcj, administracj, biura\\b, biurow, biuro\\b,
    obslugi klienta, asystent, sekretar, einkauf, logistik, lager, produktion, betrieb, fertigung,
    disponent, kundenservice, kundendienst, assistent, burokauf, buro, verwaltung, achats, compras,
    operaciones, nakup, vyrob
"""),
}

#: Beside the word for a leader they say nothing of what is led.
WHOLE: Final = frozenset(
    fold(word)
    for word in str.split(
        "company firm the of z ca inc ltd gmbh ag компании организации предприятия фирмы бизнеса ооо ао зао "
        "пао компанії підприємства тов firmy spolki przedsiebiorstwa sp o o unternehmens firma"
    )
)
