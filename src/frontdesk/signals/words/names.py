"""Names: titles, placeholders and given names, as far as telling which word of a name to greet needs them."""

from typing import Final

from frontdesk.signals.words.listed import words

TITLES: Final = words(
    """
    mr mrs ms miss mx sir madam lady lord dr doctor prof professor rev fr hon capt herr frau fraulein hr dipl
    ing mag ddr pan pani panna panie p inż mgr lek hab red г-н г-жа господин госпожа г-жо пан пані пани д-р
    доктор профессор уважаемый уважаемая товарищ mme mlle monsieur madame mademoiselle m sr sra srta señor
    señora señorita don doña dott dott.ssa sig signor signora signore sra. senhor senhora de-heer meneer
    mevrouw dhr mevr bay bayan ing. bc judr mudr phdr rndr mvdr doc csc dring dipling diplkfm dame baron
    baronin baroness graf gräfin freiherr fürst prinz prinzessin prince princess count countess comte comtesse
    contessa avv avvocato geom rag arch ingegnere maître me pr eng engº dra drª profa licenciado lic abg arq
    shri smt kumari dto sayın hanım mga thdr paeddr dis инженер ип фоп граф князь дон доня гн гжа инж
    """
)
#: Behind a title: Dr. med., Dr. rer. nat.
FACULTIES: Final = words("med phil jur habil dent vet rer nat pol oec agr hc mult univ techn theol")
#: Titles in some countries, and given names or surnames elsewhere.
HOME_TITLES: Final = {
    "don": frozenset(("ES", "IT", "MX", "AR", "CO", "CL", "PE", "VE", "EC", "UY")),
    "doña": frozenset(("ES", "MX", "AR", "CO", "CL", "PE", "VE", "EC", "UY")),
    "bay": frozenset(("TR", "AZ")),
    "pan": frozenset(("PL", "CZ", "SK", "UA", "BY", None)),
    "ing": frozenset(("CZ", "SK", "DE", "AT", "CH", "IT", "MX", "AR", "CO", "PL", "HU", "HR", None)),
    "red": frozenset(("PL",)),
    "mag": frozenset(("AT", "DE", "SI", None)),
    "me": frozenset(("FR", "CA", "BE")),
    "pr": frozenset(("FR",)),
    "dis": frozenset(("CZ",)),
    "arch": frozenset(("IT", "BE", "CZ")),
    "rag": frozenset(("IT",)),
    "count": frozenset(("GB",)),
    "prince": frozenset(("GB",)),
    "princess": frozenset(("GB",)),
}
#: Before the name of somebody: "my name is Laura".
LEAD_INS: Final = (
    "my name is", "my name's", "i am", "i'm", "this is", "меня зовут", "мое имя", "моё имя", "это",
    "мене звати", "мене звуть", "я", "nazywam się", "mam na imię", "jestem", "ich bin", "ich heiße",
    "ich heisse", "mein name ist", "me llamo", "mi nombre es", "soy", "je m'appelle", "je suis", "mi chiamo",
    "sono", "jmenuji se", "meu nome é", "me chamo", "benim adım", "adım", "hi i'm", "hello i'm", "hi",
    "hello", "hallo", "cześć", "привет", "ahoj",
)  # fmt: skip

SUFFIXES: Final = words(
    """
    jr sr ii iii iv esq phd mba msc bsc ma ba md dds jd cpa mcs llm csc dsc ceng pmp cfa mgr ing drsc st мл
    """
)
#: Suffixes in capitals or with a dot only: otherwise they are somebody's surname.
SHORT_SUFFIXES: Final = words("ma ba st")
#: Words of a surname that may stand before its main part.
PARTICLES: Final = words(
    """
    de del della der den dos das da di du la las los le van von vom zu zum ten ter af av bin ibn al el ben abu
    st saint mac
    """
)
#: What is typed instead of a name.
PLACEHOLDERS: Final = words(
    """
    test tests testing tester тест тестов тестовый тестовая проверка none null nil na n/a no not nope unknown
    undefined anonymous anonim аноним user username guest name first firstname last lastname surname fullname
    full yourname your имя фамилия отчество фио нет ім'я прізвище imię imie nazwisko brak nie vorname nachname
    kein keine jméno jmeno příjmení prijmeni nombre apellido nom prenom prénom client customer клиент klient
    admin administrator root foo bar baz foobar lorem ipsum abc abcd aaa bbb xxx yyy zzz sample example demo
    qwe asd zxc private secret hidden me myself someone nobody mister пользователь гость nvt geen ninguno
    aucun
    """
)
#: Offices and companies, which nobody greets by name.
OFFICES: Final = words(
    """
    team support sales office marketing department dept service services info admin manager management
    director reception accounting billing hr helpdesk webmaster owner company group holding studio agency
    solutions consulting technologies systems software shop store bank hotel clinic school university
    institute foundation отдел поддержка продажи бухгалтерия офис секретарь приемная компания фирма магазин
    группа агентство студия директор менеджер руководство закупки снабжение biuro dział dzial sekretariat
    sprzedaż obsługa recepcja firma sklep spółka grupa zespół abteilung vertrieb verkauf einkauf büro
    verwaltung кафе ресторан відділ підтримка бухгалтерія компанія oddělení obchod podpora hello contact
    contacts enquiries inquiries customer customers care desk procurement purchasing logistics accounts
    finance legal media editorial recruitment recruiting secretary secretariat assistant administration
    headquarters factory warehouse restaurant cafe pharmacy salon garage workshop закупок продаж снабжения
    маркетинга отдела центр завод фабрика склад салон аптека клиника мастерская логистика снабженец секретарша
    приёмная администрация дирекция marketingu zakupy zakupów magazyn hurtownia zakład warsztat gabinet
    restauracja apteka księgowość geschäftsführung kundenservice kundendienst buchhaltung zentrale praxis
    werkstatt gasthaus apotheke service-team ventas compras oficina empresa tienda departamento atención
    ventes achats comptabilité boutique entreprise société magasin accueil vendite acquisti ufficio azienda
    negozio ristorante vendas escritório loja satış firması mağaza ofis
    """
)
LEGAL_FORMS: Final = words(
    """
    ltd llc inc corp gmbh ag kg ug ohg gbr plc sa sas sarl srl spa bv nv oy ab aps sro as llp lp pty kft zrt
    doo ooo ооо зао оао пао ао тоо чп тов одо spzoo zoo spj spk sp. oü uab sia ek co limited company
    gesellschaft eurl scop sl slu slp ltda eireli bt nyrt kkt aş şti pte bhd sdn pvt oyj asa a/s чуп уп гк нпо
    """
)
#: Legal forms in capitals or with a dot only: otherwise they are somebody's name.
SHORT_FORMS: Final = words("ab ag as bt co ek kg lp nv oy sa se sia sl up уп")
#: Rows of keyboards, along which a hand slides.
KEYBOARDS: Final = (
    "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertz", "yxcvbnm", "azerty", "qsdfghjklm", "wxcvbn",
    "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "фівапролджє", "1234567890",
)  # fmt: skip

#: Common given names, to tell which word of two is the given one; case and marks make no difference.
GIVEN: Final = words(
    """
    adam adrian alan albert alec alex alexander alexandra alfred ali alice alicia amanda amelia amy ana andrea
    andreas andrew angela anita anja ann anna anne annette anthony antonio arthur barbara beata ben benjamin
    bernd bernhard beth bill birgit bob brenda brian bruno caroline carlos carl carmen catherine charles
    charlotte chloe chris christian christina christine christoph christopher claire claudia clara colin craig
    daniel daniela david deborah dennis diana dieter dirk dominik donald donna dorothy douglas edward eleanor
    elena elizabeth ella ellen emily emma eric erik erika ernst eva evelyn felix fiona florian frances
    francesco francisco frank franz fred gabriel gabriele george gerald gerhard gisela giovanni giulia grace
    graham greg gregory guido gunter gustav hanna hannah hannes hans harald harry heather heidi heike heinrich
    heinz helen helena helga helmut henrik henry herbert hermann holger horst howard hugo ian ida ingo ingrid
    irene isabel isabella ivan jack jacob jake james jan jana jane janet jason javier jean jennifer jens
    jeremy jessica jim joan joachim joe johanna johannes john jonas jonathan jorg jose joseph josef joshua
    juan judith judy julia julian julie jurgen justin karen karin karl karsten katharina katherine kathrin
    katja kate keith kelly kenneth kerstin kevin kim klara klaus kurt lara larry laura lauren lea lena leo
    leon leonard liam lilly linda lisa liz louis louise luca lucas lucia lucy luis luisa luke lukas lutz
    manfred manuel manuela marc marco marcus margaret maria marie mario marion mark markus marta martha martin
    martina mary matt matteo matthew matthias max maximilian melanie melissa mia michael michaela michele
    miguel mike mila miriam mohamed mohammed monica monika nadine nancy natalie nathan nicholas nick nicole
    nico niklas nils nina noah nora norbert oliver olivia oscar otto pablo pamela patricia patrick paul paula
    pedro peggy peter petra philip philipp phillip phyllis rachel rainer ralf ralph raymond rebecca regina
    renate rene richard rita robert roberto robin roger roland rolf roman ronald rosa rosemary roy rudolf ruth
    ryan sabine sally sam samantha samuel sandra sara sarah scott sean sebastian sergio sharon sheila silke
    silvia simon simone sofia sophia sophie stefan stefanie stephanie stephen steve steven sue susan susanne
    suzanne sven svenja sylvia tanja teresa theo theodor theresa thomas thorsten till tim timo timothy tina
    tobias todd tom tony torsten udo ulrich ulrike ursula ute uwe valentina vanessa vera veronica veronika
    victor victoria vincent volker walter wendy werner wilhelm will william wolfgang yvonne zoe agata
    agnieszka aleksander aleksandra alicja andrzej aneta aniela antoni antonina artur bartek bartlomiej
    bartosz blazej bogdan boguslaw boleslaw bozena cecylia cezary czeslaw damian danuta dariusz dawid dorota
    edyta elzbieta ewa ewelina filip franciszek gabriela genowefa grazyna grzegorz halina henryk hubert iga
    ignacy igor irena iwona izabela jacek jadwiga jagoda jakub janina janusz jaroslaw jerzy joanna jolanta
    jozef julita justyna kacper kamil kamila karol karolina katarzyna kazimierz kinga klaudia konrad krystian
    krystyna krzysztof ksawery lech leszek lidia lucyna ludwik lukasz maciej magda magdalena maja malgorzata
    malwina marcel marcin marcelina marek mariusz marian marianna marlena marzena mateusz maurycy michal
    mieczyslaw mikolaj milena milosz miroslaw mirela natalia nikodem olaf oliwia oskar patrycja patryk paulina
    pawel piotr przemyslaw radoslaw rafal renata ryszard slawomir stanislaw stanislawa stefania sylwester
    sylwia szczepan szymon tadeusz tomasz urszula waclaw waldemar wanda weronika wieslaw wieslawa wiktor
    wiktoria wincenty witold wladyslaw wlodzimierz wojciech zbigniew zdzislaw zenon zofia zuzanna zygmunt ales
    alena alzbeta antonin barbora blanka bohumil dagmar dalibor dana denisa dominika eliska emil frantisek
    hana hynek iveta ivana jarmila jaromir jaroslav jindrich jirina jiri jitka katerina kristyna kveta
    ladislav lenka libor libuse lubomir lucie ludmila marcela marketa matej milan milada miloslav milos
    miroslav nikola oldrich ondrej pavel pavla petr premysl radek radim radka romana rostislav ruzena simona
    stanislav stepan sarka tereza tomas vaclav viktor vit vladimir vlasta vojtech vladislav zdenek zdenka
    zuzana juraj katarina lubica maros matus agnes andras aniko attila balazs bela bence csaba dora eniko
    erzsebet eszter ferenc gabor gergely geza gyorgy gyula ibolya ildiko imre istvan janos jozsef judit kalman
    katalin krisztina krisztian lajos laszlo miklos orsolya piroska reka sandor szilvia tamas tibor timea
    vilmos viktoria zoltan zsofia zsolt zsuzsanna aleksei aleksey alexey alexei anatoly andrei andrey
    anastasia anton artem boris denis dmitri dmitriy dmitry ekaterina eugene evgeny galina gennady georgy gleb
    grigory ilya inna irina kirill konstantin ksenia larisa leonid lev liudmila lyudmila maxim marina mikhail
    nadezhda natalya nikita nikolai nikolay oksana oleg olga polina ruslan semyon sergei sergey sofya svetlana
    tatiana tatyana timur vadim valentin valery vasily vitaly vyacheslav yana yaroslav yegor yulia yuri yury
    zinaida oleksandr oleksandra oleksii andrii dmytro ihor ivanna kateryna mykola mykhailo nataliia oleh
    olena olha serhii svitlana taras tetiana vasyl volodymyr yaroslava yevhen yuliia yurii lou lee ray mehmet
    ahmet mustafa ayse fatma emine hatice huseyin hasan ibrahim osman yusuf elif zeynep can deniz lars anders
    bjorn knut ole kari inger astrid solveig ingeborg johan kristina gunnar olof александр алексей альберт
    анатолий андрей антон аркадий арсений артем артур богдан борис вадим валентин валерий василий виктор
    виталий владимир владислав всеволод вячеслав гавриил геннадий георгий герман глеб григорий даниил данила
    давид денис дмитрий евгений егор захар иван игорь илья иннокентий иосиф кирилл константин лев леонид макар
    максим марат марк матвей михаил никита николай олег павел петр платон прохор родион роман руслан рустам
    савелий святослав семен сергей станислав степан тарас тимофей тимур федор филипп эдуард эльдар юлиан юрий
    яков ян ярослав александра алена алина алиса алла анастасия ангелина анжела анна антонина арина валентина
    валерия варвара василиса вера вероника виктория галина дарья диана дина ева евгения екатерина елена
    елизавета жанна зинаида злата зоя инга инна ирина камилла карина кира клавдия кристина ксения лариса лидия
    лилия любовь людмила маргарита марина мария марта милана мила майя надежда наталия наталья нелли ника нина
    оксана олеся ольга полина раиса регина римма роза светлана снежана софия софья таисия тамара татьяна
    ульяна эвелина элина эльвира элеонора эмилия юлия яна ярослава саша маша даша паша миша дима женя катя
    лена оля таня наташа света аня коля олександр олександра олексій андрій анатолій арсен василь віктор
    віталій володимир дмитро євген євгенія іван ігор ірина катерина кирило костянтин любов марія микола
    михайло надія наталія назар олена остап павло петро світлана сергій соломія тетяна уляна федір христина
    юлія юрій amit anil arjun deepak neha priya rahul raj rajesh ravi sanjay sunil vijay
    """
)
#: Endings of surnames in Russian, Ukrainian and Belarusian, in either script.
SURNAME_ENDINGS: Final = (
    "ов", "ова", "ев", "ева", "ский", "ская", "цкий", "цкая", "енко", "чук", "ских", "ський", "ська", "цький",
    "цька", "ишин", "ына", "ынин", "хин", "шин", "хина", "шина", "кин", "кина", "лин", "нин", "нина",
    "ovich", "ova", "eva", "enko", "chuk", "sky", "skiy", "skaya", "ov", "ev", "ski", "ska", "wicz", "czyk",
    "ová",
)  # fmt: skip
#: Endings of patronymics: Алексеевич, Ивановна, Іванівна.
PATRONYMIC_ENDINGS: Final = (
    "ович", "евич", "ёвич", "ьич", "кич", "мич", "овна", "евна", "ёвна", "ична", "инична", "івна", "ївна",
    "йович", "оглы", "кызы", "ovich", "evich", "ovna", "evna", "ovych", "evych", "ivna", "yivna", "ovitch",
    "evitch", "inichna", "ichna",
)  # fmt: skip
#: Where the family name is written first.
SURNAME_FIRST: Final = frozenset(("CN", "TW", "HK", "KR", "JP", "VN", "HU", "KH"))
