"""Given: common first names of languages that `names` knows few of, without marks."""

from typing import Final

from frontdesk.signals.words.listed import words

GIVEN_ABROAD: Final = words(
    """
    giuseppe antonella salvatore domenico vincenzo luigi pietro angelo carmela rosaria concetta paolo stefano
    alessandro alessandra andrea davide riccardo lorenzo federico federica francesca chiara elisa ilaria
    silvia roberta raffaele gennaro pasquale mattia tommaso edoardo emanuele fabio fabrizio filippo giacomo
    gianluca giorgio giorgia guido ludovica maurizio massimo michela nicola nicolo rossella sergio simona
    stefania umberto valerio veronica vittorio vittoria bianca beatrice aurora ginevra matilde gaia jose
    manuel maria carmen josefa antonia dolores pilar mercedes rosario teresa lucia isabel cristina marta
    raquel rocio alejandro alejandra alvaro adriana ignacio inigo jaime jesus joaquin jorge guillermo gonzalo
    fernando fernanda felipe enrique emilio eduardo diego daniela camila catalina cesar claudio esteban
    estefania gabriela gerardo gloria hector hernan horacio ines irene leticia lorena lourdes luz marcos
    mariana mario martin mateo mauricio maximo miguel monica montserrat nuria oscar paloma pascual paula
    rafael ramon ramiro raul ricardo rodrigo rodolfo ruben salvador santiago sofia susana tomas valeria
    vicente victor xavier yolanda joao paulo pedro tiago diogo goncalo afonso duarte rui nuno vasco helder
    helena beatriz leonor margarida carolina catarina joana sonia vera vitor luis luiz luiza thiago gustavo
    henrique leonardo marcelo marcia mateus murilo rafaela renato rogerio sandro simone tatiana thais
    vanderlei vinicius yara fabiana flavia flavio gilberto heitor isadora juliana larissa lucas marcio natalia
    jean pierre michel andre philippe alain bernard francois francoise jacques jacqueline gerard guillaume guy
    henri herve hugues jerome joel josephine julien juliette laurence laurent lucien luc madeleine manon
    marcel marc margaux marguerite marine mathieu mathilde maxime monique nathalie nicolas noemie odile
    olivier oceane pascal pascale patrice quentin regis remi remy renee sebastien severine solange stephane
    suzanne sylvain sylvie theo therese thibault thierry tristan valentin valerie veronique virginie vivien
    yann yannick yves yvette zoe aurelie aurelien amelie anais antoine arnaud audrey baptiste benoit bertrand
    brigitte camille caroline cecile celine chantal charlene clement clemence corinne cyril damien delphine
    didier dominique edouard elise elodie emilie emmanuel emmanuelle etienne eugenie fabien fabrice fanny
    florence florent franck frederic frederique gael gaelle gaston genevieve ghislain gilles gregoire ali
    ayhan ayten bulent burak buse cem cemal cemile ceren derya didem dilek ebru ece emine emir emrah emre enes
    engin erdem erkan erol esra eren fatih ferhat filiz furkan gamze gizem gokhan gul gulsen guler hakan halil
    hamza hande hulya ilker ilknur irem ismail kaan kadir kemal kerem levent mahmut melek meltem merve mert
    mesut metin mine murat mustafa nazli nermin nesrin neslihan nihat nur nuray onur orhan ozan ozge ozgur
    ozlem pelin pinar ramazan recep reyhan sedat seda selin selim selma semih serdar serkan sevgi sevil sibel
    sinan suleyman sule tarik tolga tugba tuncay turgut ufuk ugur umit umut volkan yagmur yasemin yasin yavuz
    yeliz yigit zehra zeki zerrin aarav aditi aditya ajay ajit akash akshay alok amar ananya anand anita
    anjali ankit anusha aparna arun arvind ashish ashok bhavna chandra chetan deepa devendra dinesh divya
    gaurav gautam geeta girish gopal govind harish harsh hemant indira ishaan jagdish jyoti kalpana karan
    kartik kavita kiran kishore krishna lakshmi lalit lata madhav madhuri mahesh manish manisha manoj meena
    meera mohan mohit mukesh murali nandini naveen nikhil nilesh nisha nitin padma pankaj parvati pooja
    pradeep prakash pranav prasad prashant pratik pravin preeti prem radha raghav rajat rajeev rajendra rajiv
    rakesh ram raman ramesh rashmi rekha ritu rohan rohit roshni rupa sachin sandeep sangeeta sanjana sapna
    sarita satish savita seema shalini shankar sharad shashi shilpa shivani shreya shruti shubham siddharth
    sneha sridhar srinivas sudha sudhir suman suresh sushil swati tanvi tarun uday uma usha varun vasant
    venkatesh vidya vikas vikram vimal vinay vineet vinod vishal vivek yash ahmad ahmed amir amira aisha bilal
    fatima farid faisal habib hamid hana hussein imran jamal karim khadija khaled khalid layla leila mahmoud
    mariam maryam nadia nasser noor nour omar rania rashid rami samir sami sara salma tariq walid yasmin
    youssef zainab zahra abdullah abdul abdulrahman astrid axel birgitta bengt elin emelie erika frida fredrik
    goran gustaf hedvig ingrid jonas kerstin lennart linnea magnus malin mikael niklas ove per pia rikard
    sofie sten stina sture sven tove ulla ulf viktor ylva aksel asbjorn bente bjarne camilla eirik eivind geir
    grete haakon hege henrik jorgen kjell kjetil liv marit mette morten nina olav ragnhild randi sindre sissel
    stian terje tor torbjorn tore trond trygve vidar aino antti eero eino hannu heikki ilkka jaakko jari jukka
    juha kaisa kalle kirsi lauri leena liisa markku mika mikko minna olli paivi pekka petri pirjo riikka
    sakari sanna satu seppo tapio teemu tiina timo tuula ville anouk bart bram daan femke fleur gerrit hendrik
    ilse jeroen joost joris kees lieke lotte maarten marieke marijke menno niels pieter ruud sanne sjoerd
    thijs wim wouter annelies adela bozena cestmir drahomira eliska evzen hedvika ilona ivo jaroslava jolana
    josefina kamil karolina katka klara kristina kristian leos leona lubos lukas magdalena marian mirka mojmir
    monika olga otakar patrik radomir radovan renata richard robin roman sandra silvie sona stepanka svatopluk
    sylva tadeas vendula viktorie vilem vladan vlastimil zbynek zbysek zora branislav dusan jan juraj jozef
    lubomir ludovit milos peter rastislav stefan tibor vladimir zlatica zuzka andriy bohdan bohdana daryna
    halyna hanna inna iryna khrystyna kostiantyn kyrylo larysa lesia liliia lyubov maksym mariia maryna
    myroslav myroslava nadiia natalka nazar nazarii oksana olesia olexandr orest ostap pavlo petro roksolana
    rostyslav ruslana serhiy solomiya stepan sviatoslav tymofii uliana valeriia vasylyna viktoriya vitalii
    vladyslav yaryna yurii yuriy zlata zoriana alexandru ana adrian andreea bogdan catalin ciprian claudiu
    constantin corina cosmin cristian dan daria dragos elena florin gheorghe horia ileana ioana ion ionut
    iulia laurentiu liviu lucian madalina marius mihaela mihai mircea octavian oana ovidiu radu raluca razvan
    roxana silviu sorin teodora tudor vasile vlad aleksandar bojan boris branka bratislav danijela darko dejan
    dragan dragana gordana igor ivana jelena jovan jovana katarina ljiljana luka maja marija marko milan
    milena milica miljan mirjana miroslav mladen natasa nebojsa nemanja nenad nikola olivera petar predrag
    sanja sasa slavica slobodan snezana srdjan svetlana tamara tanja tijana uros vesna zeljko zoran georgi
    dimitar hristo ivaylo kalin krasimir nikolay petya plamen rosen stoyan todor tsvetan vasil velichko yordan
    giorgos dimitris dimitrios eleni georgia georgios ioannis kostas konstantinos katerina nikos nikolaos
    panagiotis spyros stavros vasilis yannis charis christos despina evangelos fotini гульнара айгуль айгерим
    асель динара жанар ержан ерлан бахыт болат нурлан серик самат тимур руслан азамат эльмира лейла рашид
    рустам фарид ильдар айдар алсу гузель зульфия камиль наиль раиль ренат рафаэль рамиль нурия ильнур булат
    анвар аслан магомед ахмед мурад мурат заур зарина мадина патимат саид шамиль хадижа карина арам армен ашот
    гагик гаяне давит карен левон нарине рубен сурен тигран ануш гиорги георги нино тамаз нодар мар'яна
    наталія наталя ольга оксана людмила лариса леся лідія любомир маряна маріна мирослав мирослава михайлина
    нестор олеся орест остап петро роксолана роман ростислав руслана святослав соломія софія степан тимофій
    тарас юлія ярина яна владислав злата зоряна дарина анастасія анжела аліна альона вікторія валерія валентин
    богдана галина ганна ілля інна ірина
    """
)
