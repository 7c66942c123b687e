"""Names of fourteen cultures, as common-name lists with nicknames, other spellings and other scripts.

Lists stand in order of frequency, the most common first. No list holds a person: given and family names are drawn apart.
"""


def pairs(text):
    """`Robert:Bob,Rob David:Dave` as a dictionary; an underscore stands for a space."""
    out = {}
    for item in text.split():
        name, others = item.split(":")
        out[name.replace("_", " ")] = [o.replace("_", " ") for o in others.split(",")]
    return out


def words(text):
    return [w.replace("_", " ") for w in text.split()]


def triples(text):
    """`佐藤:Satō` as a list of (native, Latin)."""
    return [tuple(w.split(":")) for w in text.split()]


EN = dict(
    m=words("James John David Michael Robert William Richard Thomas Mark Paul Christopher Daniel Andrew Matthew Steven Peter Anthony "
            "Joseph Edward Charles Stephen Kevin Brian George Simon Jonathan Benjamin Samuel Nicholas Alexander Timothy Gregory Patrick "
            "Philip Martin Ian Stuart Graham Neil Adam Ryan Jason Jeffrey Scott Eric Kenneth Ronald Gary Alan Craig Colin Luke Oliver "
            "Harry Jack Ethan Nathan Dylan Sean Liam"),
    f=words("Mary Patricia Jennifer Elizabeth Linda Susan Margaret Sarah Karen Lisa Nancy Sandra Emily Emma Catherine Rebecca Laura "
            "Helen Deborah Rachel Amanda Jessica Samantha Victoria Alexandra Charlotte Hannah Lucy Sophie Caroline Julie Christine "
            "Michelle Angela Nicola Claire Louise Alison Joanne Fiona Heather Abigail Olivia Grace Megan Katherine Kimberly Pamela "
            "Theresa Judith Barbara Stephanie Melissa Amy Anna Chloe Natalie Diana Ruth"),
    nick=pairs("James:Jim,Jamie John:Johnny,Jack David:Dave Michael:Mike,Mick Robert:Bob,Rob William:Bill,Will Richard:Rick,Rich "
               "Thomas:Tom Christopher:Chris Daniel:Dan,Danny Andrew:Andy,Drew Matthew:Matt Steven:Steve Peter:Pete Anthony:Tony "
               "Joseph:Joe Edward:Ed,Ted Charles:Charlie,Chuck Stephen:Steve Jonathan:Jon Benjamin:Ben Samuel:Sam Nicholas:Nick "
               "Alexander:Alex,Sandy Timothy:Tim Gregory:Greg Patrick:Pat,Paddy Philip:Phil Jeffrey:Jeff Kenneth:Ken Ronald:Ron "
               "Oliver:Ollie Nathan:Nate Patricia:Pat,Tricia Jennifer:Jen,Jenny Elizabeth:Liz,Beth Susan:Sue Margaret:Maggie,Peggy "
               "Sandra:Sandy Catherine:Cathy,Kate Rebecca:Becky,Bex Deborah:Debbie,Deb Rachel:Rach Amanda:Mandy Jessica:Jess "
               "Samantha:Sam Victoria:Vicky,Tori Alexandra:Alex,Sasha Charlotte:Charlie,Lottie Caroline:Caz,Carrie "
               "Christine:Chris,Tina Michelle:Shelly Angela:Angie Nicola:Nicky Alison:Ali Joanne:Jo Abigail:Abby Olivia:Liv "
               "Katherine:Kathy,Kate Kimberly:Kim Pamela:Pam Theresa:Terry,Tess Judith:Judy Barbara:Barb,Babs Stephanie:Steph "
               "Melissa:Mel Natalie:Nat Emily:Em,Millie Laura:Lau"),
    family=words("Smith Jones Williams Brown Taylor Davies Wilson Evans Thomas Johnson Roberts Walker Wright Robinson Thompson White "
                 "Hughes Edwards Green Hall Wood Harris Lewis Martin Jackson Clarke Clark Turner Hill Cooper Morris Ward Moore King "
                 "Watson Baker Harrison Morgan Allen Young Miller Davis Scott Mitchell Campbell Anderson Murphy Kelly Ryan O'Brien "
                 "Bennett Cook Bailey Bell Murray Parker Collins Stewart Shaw Gray"),
    front=words("Ash Black Brad Clay Cran Dun East Fair Gold Hart Kirk Lang Marsh Nor Oak Pem Rad Sand Thorn Under Wake West Whit Win "
                "Stan Hol Al Bar Bur Cold Den Eld Farn Green Hale Hurst Kings Lock Mel Nether Over Pres Rain Shel Small Stock Trent Wal Wey"),
    back=words("bury field ford ham ley man mere more ridge shaw stead ton wick wood worth well combe"),
    common=0.35)

DE = dict(
    m=words("Thomas Michael Andreas Peter Stefan Christian Wolfgang Klaus Jürgen Martin Frank Markus Uwe Bernd Matthias Jörg Dieter "
            "Daniel Alexander Sebastian Tobias Florian Jan Philipp Günther Hans Karl Ralf Oliver Torsten Jens Holger Sven Dirk Carsten "
            "Ulrich Manfred Lukas Felix Maximilian Jonas Niklas Björn Hans-Peter Karl-Heinz Friedrich Johannes Benjamin Marcel Dominik "
            "Fabian Simon Kai Ingo Volker Rüdiger Götz"),
    f=words("Sabine Susanne Petra Andrea Claudia Monika Birgit Anna Martina Karin Stefanie Julia Katharina Gabriele Nicole Barbara "
            "Ursula Christine Heike Anja Silke Sandra Christina Brigitte Kerstin Ulrike Melanie Katrin Tanja Anke Renate Simone Elke "
            "Lena Laura Sarah Lisa Johanna Franziska Daniela Jana Eva Manuela Ute Cornelia Sonja Britta Maria Annette Bärbel Käthe "
            "Friederike Theresa Verena Antje Annika Svenja"),
    nick=pairs("Thomas:Tom,Tommy Michael:Michi,Micha Andreas:Andi Peter:Pit Stefan:Steff Christian:Chris Wolfgang:Wolf,Wolfi "
               "Matthias:Matze,Hias Alexander:Alex Sebastian:Basti Tobias:Tobi Florian:Flo Philipp:Phil Karl:Kalle Torsten:Toto "
               "Ulrich:Uli Manfred:Manni Lukas:Luki Maximilian:Max Friedrich:Fritz Johannes:Hannes,Jo Benjamin:Ben,Benni Dominik:Dom "
               "Günther:Günni Hans-Peter:HP Karl-Heinz:Kalle Susanne:Susi,Sanne Andrea:Andi Stefanie:Steffi Katharina:Kathi,Käthe "
               "Gabriele:Gabi Nicole:Nici Barbara:Babsi Ursula:Uschi,Ulla Christine:Tine Claudia:Claudi Christina:Tina Brigitte:Gitti "
               "Ulrike:Uli,Ulli Melanie:Meli Katrin:Kati Franziska:Franzi Johanna:Hanna Daniela:Dani Manuela:Manu Cornelia:Conny "
               "Friederike:Friede,Rike Theresa:Resi Verena:Vreni"),
    family=words("Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf "
                 "Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Schmitz Krause Meier Lehmann "
                 "Schmid Schulze Maier Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn "
                 "Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz"),
    front=words("Stein Berg Wald Hof Linden Eichen Rosen Gold Silber Schön Neu Alt Ober Unter Hoch Nieder Winkel Brunn Reichen Falken "
                "Kirch Hasel Mühl Röth Öl Birken Buch Dorn Eisen Feld Grün Hammer Herren Kron Lauter Mitter Morgen Otten Ritter Sonnen Tannen Weiden Wies Ziegel"),
    back=words("bach berger mann hauser meier müller bauer stein feld hofer brandt eder ler höfer beck"),
    common=0.28)

NORDIC = dict(
    m=words("Lars Anders Johan Erik Per Karl Nils Jan Mikael Henrik Magnus Fredrik Björn Göran Håkan Jörgen Mats Stefan Daniel Jonas "
            "Mattias Ole Kristian Søren Jens Jørgen Rasmus Mads Kåre Øystein Pål Torbjørn Matti Juhani Pekka Sven Bengt Peter Thomas "
            "Christian Morten Kasper Gustav Oskar Viktor Emil Axel"),
    f=words("Anna Karin Maria Kristina Eva Birgitta Elisabeth Lena Kerstin Ingrid Annika Malin Åsa Jenny Sara Hanna Linnea Ida Sofia "
            "Camilla Mette Hanne Kirsten Bodil Solveig Ragnhild Siri Astrid Pia Tiina Päivi Ulla Gunilla Helena Johanna Emma Frida "
            "Cecilia Katarina Susanne Marianne Louise Märta"),
    nick=pairs("Lars:Lasse Johan:Johnny,Janne Jan:Janne Nils:Nisse Karl:Kalle Mikael:Micke Fredrik:Fredde,Figge Stefan:Steffe "
               "Mattias:Matte Bengt:Bengan Kristian:Krille Thomas:Tompa Christian:Chrille Gustav:Gurra Oskar:Ogge Per:Pelle Erik:Jerka "
               "Sven:Svenne Henrik:Henke Elisabeth:Lisa,Bettan Kristina:Stina,Kicki Katarina:Katta,Kajsa Birgitta:Gitta Johanna:Jossan "
               "Margareta:Greta Susanne:Sussi Cecilia:Cissi Camilla:Millan Marianne:Majken Helena:Lena"),
    family=words("Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson Pettersson Jonsson Hansen "
                 "Johansen Olsen Larsen Andersen Nielsen Jensen Pedersen Sørensen Rasmussen Berg Lindström Bergström Korhonen Virtanen "
                 "Mäkinen Kristensen Christensen Jørgensen Møller Lindberg Lindgren Axelsson Håkansson Bengtsson Jansson"),
    front=words("Lind Berg Sand Ek Sjö Ny Hed Lund Ström Alm Björk Gran Hag Norr Öst Väster Söder Ceder Dahl Frost Ros Åker Öhr Hall Holm Hult Kvarn Mal Nord Rönn Skog Sten Sund Vik Ång Älv"),
    back=words("qvist berg gren ström lund man blad holm dal stedt mark vall fors ell"),
    common=0.45)

ES = dict(
    m=words("Antonio José Manuel Francisco Juan David Javier Daniel Carlos Jesús Alejandro Miguel Rafael Pedro Ángel Pablo Sergio "
            "Fernando Jorge Luis Alberto Álvaro Diego Adrián Raúl Iván Rubén Ignacio Andrés Óscar José_Luis Juan_Carlos José_María "
            "Miguel_Ángel Víctor Enrique Ramón Vicente Santiago Gonzalo"),
    f=words("María Carmen Ana Isabel Laura Cristina Marta Lucía Elena Pilar Raquel Sara Paula Patricia Beatriz Rocío Mercedes Dolores "
            "Teresa Silvia Nuria Irene Alba Andrea Concepción Inmaculada Montserrat María_José Ana_María María_del_Carmen María_Teresa "
            "Sonia Mónica Rosa Encarnación Yolanda"),
    nick=pairs("Antonio:Toni,Toño José:Pepe Manuel:Manolo Francisco:Paco,Fran Javier:Javi Daniel:Dani Carlos:Carlitos Jesús:Chus "
               "Alejandro:Álex,Ale Miguel:Migue Rafael:Rafa Fernando:Nando,Fer Alberto:Berto Ignacio:Nacho José_Luis:Pepelu "
               "José_María:Chema Juan_Carlos:Juanca Enrique:Quique Ramón:Moncho Santiago:Santi Gonzalo:Gonza Rubén:Rubo "
               "Isabel:Isa Cristina:Cris Pilar:Pili Raquel:Raqui Patricia:Patri Beatriz:Bea Mercedes:Merche Dolores:Lola Teresa:Tere "
               "Concepción:Concha,Conchi Inmaculada:Inma Montserrat:Montse María_José:Majo,Mª_José Ana_María:Ana María_Teresa:Maite "
               "María_del_Carmen:Mamen,Mª_Carmen Encarnación:Encarna Yolanda:Yoli"),
    family=words("García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández Díaz Moreno "
                 "Muñoz Álvarez Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez Ramos Gil Ramírez Serrano Blanco Molina "
                 "Morales Suárez Ortega Delgado Castro Ortiz Rubio Marín Sanz Núñez Iglesias Medina Garrido Cortés Castillo Santos "
                 "Lozano Guerrero Cano Prieto Méndez Cruz Calvo Gallego Vidal León Márquez Herrera Peña Flores Cabrera Campos Vega "
                 "Fuentes Echevarría Urrutia Aranburu Belmonte Villalba Quintanilla Zubiri Carrasco Espinosa Pizarro Lezama Olmedo"),
    common=1.0)

PT = dict(
    m=words("João José Pedro António Manuel Luís Paulo Carlos Rui Tiago Miguel Nuno Ricardo Rafael Bruno André Gustavo Felipe Lucas "
            "Marcelo Rodrigo Eduardo Thiago Vinícius Leonardo Francisco Alexandre Fernando Sérgio Mário"),
    f=words("Maria Ana Joana Catarina Sofia Inês Rita Mariana Beatriz Carla Sandra Patrícia Juliana Fernanda Camila Larissa Gabriela "
            "Letícia Bruna Luciana Renata Ana_Paula Maria_João Teresa Helena Cláudia Mónica Raquel Adriana Vanessa"),
    nick=pairs("José:Zé António:Tó,Toni Manuel:Manel Francisco:Chico Luís:Lula Ricardo:Rick Eduardo:Edu,Dudu Leonardo:Leo Felipe:Lipe "
               "Gustavo:Guga Rafael:Rafa Alexandre:Alex,Xande Fernando:Nando Rodrigo:Digo Catarina:Cata Beatriz:Bia Juliana:Ju "
               "Fernanda:Nanda Camila:Mila Gabriela:Gabi Letícia:Lelê Luciana:Lu Renata:Rê Mariana:Mari Patrícia:Pati Teresa:Teca "
               "Ana_Paula:Ana Maria_João:MJ"),
    family=words("Silva Santos Ferreira Pereira Oliveira Costa Rodrigues Martins Sousa Fernandes Gonçalves Gomes Lopes Marques Alves "
                 "Almeida Ribeiro Pinto Carvalho Teixeira Moreira Correia Mendes Nunes Soares Vieira Monteiro Cardoso Rocha Neves "
                 "Coelho Cunha Pires Reis Simões Antunes Matos Fonseca Machado Araújo Barbosa Tavares Lourenço Figueiredo Azevedo "
                 "Barros Freitas Bettencourt Vasconcelos Albuquerque"),
    particle=pairs("Silva:da Santos:dos Costa:da Sousa:de Oliveira:de Rocha:da Cunha:da Reis:dos Almeida:de"),
    common=1.0)

PL = dict(
    m=words("Piotr Krzysztof Andrzej Tomasz Paweł Jan Michał Marcin Jakub Adam Łukasz Marek Grzegorz Mateusz Wojciech Mariusz Dariusz "
            "Maciej Rafał Robert Kamil Jacek Jerzy Zbigniew Sławomir Stanisław Przemysław Bartosz Artur Szymon"),
    f=words("Anna Katarzyna Maria Małgorzata Agnieszka Barbara Ewa Magdalena Elżbieta Joanna Aleksandra Monika Teresa Danuta Natalia "
            "Karolina Marta Beata Dorota Alicja Jolanta Iwona Justyna Paulina Zofia Grażyna Bożena"),
    nick=pairs("Piotr:Piotrek Krzysztof:Krzysiek,Krzyś Andrzej:Jędrek Tomasz:Tomek Michał:Misiek Jakub:Kuba Grzegorz:Grzesiek "
               "Mateusz:Mati Wojciech:Wojtek Mariusz:Mario Dariusz:Darek Maciej:Maciek Jerzy:Jurek Zbigniew:Zbyszek Sławomir:Sławek "
               "Stanisław:Staszek Przemysław:Przemek Bartosz:Bartek Jan:Janek Katarzyna:Kasia Maria:Marysia Małgorzata:Gosia,Małgosia "
               "Agnieszka:Aga Barbara:Basia Magdalena:Magda Elżbieta:Ela Joanna:Asia Aleksandra:Ola Natalia:Nati Karolina:Karola "
               "Dorota:Dorotka Alicja:Ala Jolanta:Jola Zofia:Zosia Danuta:Danka Teresa:Renia"),
    family=words("Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski "
                 "Jankowski Mazur Wojciechowski Kwiatkowski Krawczyk Kaczmarek Piotrowski Grabowski Zając Pawłowski Michalski Król "
                 "Wieczorek Jabłoński Wróbel Nowakowski Majewski Olszewski Stępień Malinowski Jaworski Adamczyk Dudek Nowicki Pawlak "
                 "Górski Witkowski Walczak Sikora Baran Rutkowski Michalak Szewczyk Ostrowski Tomaszewski Pietrzak Zalewski"),
    front=words("Dobr Kras Brzez Lip Sos Wierz Jarzęb Bor Grab Klon Modrz Jał Śliw Żur Bier Cich Drozd Gaw Jag Kal Kuch Lesz Mac Ols Rat Sad Tar Urb Wil Zar"),
    back=words("iński owski ecki ewicz owicz czyk oń"),
    common=0.4)

TR = dict(
    m=words("Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim İsmail Osman Yusuf Murat Ömer Ramazan Emre Burak Serkan Hakan Can Cem "
            "Volkan Tolga Kerem Oğuz Barış Onur Uğur Çağlar Mehmet_Ali Fatih Selim"),
    f=words("Fatma Ayşe Emine Hatice Zeynep Elif Meryem Şerife Sultan Merve Esra Özlem Derya Büşra Ebru Selin Gizem Pınar Aslı Sibel "
            "Burcu Tuğba Gülşen İrem Ece Deniz Çiğdem"),
    nick=pairs("Mehmet:Memo İbrahim:İbo Mustafa:Musti Hüseyin:Hüso Süleyman:Sülo Zeynep:Zey Fatma:Fatoş Emine:Emoş Hatice:Hatçe"),
    family=words("Yılmaz Kaya Demir Çelik Şahin Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç Kurt Özkan "
                 "Şimşek Polat Korkmaz Özcan Çakır Erdoğan Güneş Aksoy Taş Bulut Keskin Ünal Turan Gül Işık Avcı Bozkurt Tekin Güler "
                 "Akın Sönmez Türkmen Karaca Uysal Ateş Duman Ertürk Sezgin Tanrıverdi Karadağ Başaran"),
    common=1.0)

# Arabic: native form and Latin spellings in use, the first the most common.
AR = dict(
    m=triples("محمد:Mohammed,Mohamed,Muhammad أحمد:Ahmed,Ahmad علي:Ali حسن:Hassan,Hasan حسين:Hussein,Hussain,Husayn عمر:Omar,Umar "
              "خالد:Khaled,Khalid يوسف:Youssef,Yousef,Yusuf إبراهيم:Ibrahim,Ebrahim محمود:Mahmoud,Mahmud مصطفى:Mostafa,Mustafa "
              "كريم:Karim,Kareem طارق:Tarek,Tariq سامي:Sami,Samy فيصل:Faisal,Faysal عبدالله:Abdullah,Abdallah زياد:Ziad,Ziyad "
              "وليد:Walid,Waleed رامي:Rami,Ramy نبيل:Nabil,Nabeel"),
    f=triples("فاطمة:Fatima,Fatma مريم:Mariam,Maryam عائشة:Aisha,Aicha نور:Nour,Noor سارة:Sara,Sarah ليلى:Layla,Leila هدى:Huda,Hoda "
              "رانيا:Rania,Raniah منى:Mona,Muna دينا:Dina,Deena سلمى:Salma,Selma ياسمين:Yasmin,Yasmine هبة:Heba,Hiba زينب:Zainab,Zeinab "
              "أمينة:Amina,Ameena ريم:Reem,Rim لينا:Lina,Leena"),
    nick={},
    family=triples("حسن:Hassan,Hasan إبراهيم:Ibrahim,Ebrahim خليل:Khalil,Khaleel منصور:Mansour,Mansoor حداد:Haddad,Hadad "
                   "الخطيب:Al-Khatib,El_Khatib,Alkhateeb النجار:Al-Najjar,El_Naggar,Alnajjar سليمان:Suleiman,Soliman,Sulaiman "
                   "صالح:Saleh,Salih الشريف:Al-Sharif,El_Sherif,Alshareef عثمان:Osman,Othman حمدان:Hamdan,Hamdane فارس:Fares,Faris "
                   "نصر:Nasr,Nasser القاسم:Al-Qasim,El_Kassem,Alqasem يوسف:Youssef,Yousef رشيد:Rashid,Rasheed عبدالرحمن:Abdelrahman,Abdulrahman "
                   "المصري:Al-Masri,El_Masry,Almasri سالم:Salem,Salim قاسم:Qassem,Kassem شاهين:Shaheen,Shahin زيدان:Zidan,Zaidan "
                   "العلي:Al-Ali,Alali بركات:Barakat,Barakat"),
    common=1.0)

IN_N = dict(
    m=words("Rahul Amit Rajesh Sanjay Vikram Arjun Rohit Anil Sunil Manoj Ashok Vijay Deepak Ajay Nikhil Gaurav Abhishek Vivek Siddharth "
            "Karan Ravi Suresh Harpreet Gurpreet Manish Pankaj Alok Akash Varun Tarun Sandeep Mohit"),
    f=words("Priya Neha Pooja Anjali Sunita Kavita Ritu Deepika Swati Shweta Nisha Meera Anita Rekha Simran Harpreet Jaspreet Aarti "
            "Divya Shreya Sneha Preeti Sonia Rashmi Kiran Nidhi"),
    nick=pairs("Abhishek:Abhi Siddharth:Sid Vikram:Vicky Sandeep:Sandy Gurpreet:Guri Harpreet:Happy Deepika:Deepu Anjali:Anju "
               "Shreya:Shrey Nikhil:Nik Rajesh:Raj Simran:Simi"),
    family=words("Sharma Gupta Singh Kumar Verma Patel Shah Agarwal Mehta Jain Mishra Joshi Chopra Kapoor Malhotra Bhatia Khanna Saxena "
                 "Pandey Tiwari Yadav Chaudhary Desai Trivedi Bose Banerjee Mukherjee Chatterjee Ghosh Das Sinha Arora Sethi Bansal "
                 "Goel Mittal Kulkarni Deshmukh Patil Bhatt"),
    spell=pairs("Agarwal:Aggarwal,Agrawal Chaudhary:Choudhary,Chowdhury Sinha:Sinha Banerjee:Banerji Mukherjee:Mukherji Desai:Desay "
                "Goel:Goyal Kapoor:Kapur Jain:Jaine Tiwari:Tiwary Deepak:Dipak Pooja:Puja Sunil:Suneel Swati:Swathi Shah:Shaah"),
    common=1.0)

# South India: a given name and the father's or the village's name, mostly as an initial.
IN_S = dict(
    m=words("Venkatesh Karthik Suresh Ramesh Srinivasan Murali Ganesh Prakash Mahesh Arun Vijay Senthil Rajesh Krishnan Balaji "
            "Harish Naveen Anand Bharath Sridhar Ashwin Raghavan Ravi Sathish"),
    f=words("Lakshmi Deepa Kavitha Divya Priya Meenakshi Revathi Sangeetha Vidya Radha Shanthi Geetha Anitha Janani Padma Uma Sowmya "
            "Bhavani Swetha Malathi"),
    nick=pairs("Venkatesh:Venky,Venkat Srinivasan:Srini,Vasan Krishnan:Krish Meenakshi:Meena,Minu Karthik:Karthi Raghavan:Raghav "
               "Balaji:Bala Sowmya:Sowmi"),
    family=words("Subramanian Narayanan Ramaswamy Iyer Nair Menon Reddy Rao Naidu Pillai Krishnamurthy Raman Natarajan Gopalan Varma "
                 "Rajagopal Sundaram Chandrasekhar Venkataraman Parthasarathy Hegde Shetty Gowda Kurup Nambiar Muthuswamy"),
    spell=pairs("Kavitha:Kavita Geetha:Gita Anitha:Anita Swetha:Shweta Subramanian:Subramaniam,Subramanyam Murali:Muralee "
                "Lakshmi:Laxmi Sathish:Satish"),
    common=1.0)

ZH = dict(
    family=triples("王:Wang 李:Li 张:Zhang 刘:Liu 陈:Chen 杨:Yang 赵:Zhao 黄:Huang 周:Zhou 吴:Wu 徐:Xu 孙:Sun 胡:Hu 朱:Zhu 高:Gao 林:Lin 何:He "
                   "郭:Guo 马:Ma 罗:Luo 梁:Liang 宋:Song 郑:Zheng 谢:Xie 韩:Han 唐:Tang 冯:Feng 于:Yu 董:Dong 萧:Xiao 程:Cheng 曹:Cao 袁:Yuan "
                   "邓:Deng 许:Xu 傅:Fu 沈:Shen 曾:Zeng 彭:Peng"),
    m=triples("伟:Wei 强:Qiang 磊:Lei 军:Jun 洋:Yang 勇:Yong 杰:Jie 涛:Tao 明:Ming 超:Chao 刚:Gang 文:Wen 建:Jian 国:Guo 志:Zhi 海:Hai 宇:Yu "
              "浩:Hao 然:Ran 子:Zi 轩:Xuan 博:Bo 鹏:Peng 飞:Fei 龙:Long 峰:Feng 华:Hua"),
    f=triples("芳:Fang 娜:Na 敏:Min 静:Jing 丽:Li 艳:Yan 娟:Juan 霞:Xia 平:Ping 桂:Gui 英:Ying 玉:Yu 晓:Xiao 雪:Xue 婷:Ting 慧:Hui 欣:Xin "
              "怡:Yi 梦:Meng 佳:Jia 思:Si 琳:Lin 萍:Ping 华:Hua 文:Wen"),
    english=dict(m=words("Jason Kevin Eric Leo Tony Michael Frank Jack David Andy"),
                 f=words("Grace Amy Cindy Vivian Joyce Lily Nancy Jessica Sophie Emily")))

TW = dict(
    family=triples("陳:Chen 林:Lin 黃:Huang 張:Chang 李:Lee 王:Wang 吳:Wu 劉:Liu 蔡:Tsai 楊:Yang 許:Hsu 鄭:Cheng 謝:Hsieh 郭:Kuo 洪:Hung "
                   "邱:Chiu 曾:Tseng 廖:Liao 賴:Lai 徐:Hsu 周:Chou 葉:Yeh 蘇:Su 莊:Chuang 江:Chiang 何:Ho 蕭:Hsiao 羅:Lo 高:Kao"),
    m=triples("志:Chih 明:Ming 俊:Chun 傑:Chieh 宏:Hung 家:Chia 豪:Hao 建:Chien 文:Wen 宗:Tsung 翰:Han 冠:Kuan 宇:Yu 彥:Yen 廷:Ting 承:Cheng "
              "恩:En 哲:Che 偉:Wei 育:Yu 誠:Cheng 柏:Po 翔:Hsiang"),
    f=triples("雅:Ya 婷:Ting 怡:Yi 君:Chun 淑:Shu 芬:Fen 美:Mei 玲:Ling 惠:Hui 如:Ju 佳:Chia 穎:Ying 欣:Hsin 瑜:Yu 秀:Hsiu 英:Ying 雯:Wen"),
    english=ZH["english"])

KO = dict(
    family=triples("김:Kim,Gim 이:Lee,Yi,Rhee 박:Park,Bak 최:Choi,Choe 정:Jung,Jeong,Chung 강:Kang,Gang 조:Cho,Jo 윤:Yoon,Yun 장:Jang,Chang "
                   "임:Lim,Im 한:Han 오:Oh,O 서:Seo,Suh 신:Shin,Sin 권:Kwon,Gwon 황:Hwang 안:Ahn,An 송:Song 류:Ryu,Yoo 홍:Hong 전:Jeon,Jun "
                   "고:Ko,Go 문:Moon,Mun 손:Son,Sohn 양:Yang 배:Bae,Pae 백:Baek,Paik 허:Heo,Hur 남:Nam 노:Noh,Roh"),
    m=triples("지:Ji 민:Min 준:Jun,Joon 현:Hyun,Hyeon 우:Woo,U 영:Young,Yeong 수:Su,Soo 진:Jin 성:Sung,Seong 호:Ho 훈:Hoon,Hun 동:Dong 재:Jae "
              "승:Seung 태:Tae 상:Sang 원:Won 석:Seok,Suk 철:Chul,Cheol 규:Kyu,Gyu"),
    f=triples("지:Ji 민:Min 서:Seo 현:Hyun,Hyeon 영:Young,Yeong 수:Su,Soo 진:Jin 은:Eun 혜:Hye 미:Mi 연:Yeon,Yun 경:Kyung,Gyeong 희:Hee,Hui "
              "선:Sun,Seon 윤:Yoon,Yun 하:Ha 나:Na 유:Yoo,Yu 아:Ah,A 원:Won"),
    english=ZH["english"])

JA = dict(
    family=triples("佐藤:Satō 鈴木:Suzuki 高橋:Takahashi 田中:Tanaka 伊藤:Itō 渡辺:Watanabe 山本:Yamamoto 中村:Nakamura 小林:Kobayashi 加藤:Katō "
                   "吉田:Yoshida 山田:Yamada 佐々木:Sasaki 山口:Yamaguchi 松本:Matsumoto 井上:Inoue 木村:Kimura 林:Hayashi 斎藤:Saitō 清水:Shimizu "
                   "山崎:Yamazaki 森:Mori 池田:Ikeda 橋本:Hashimoto 石川:Ishikawa 前田:Maeda 藤田:Fujita 小川:Ogawa 後藤:Gotō 岡田:Okada "
                   "長谷川:Hasegawa 村上:Murakami 近藤:Kondō 石井:Ishii 遠藤:Endō 青木:Aoki 坂本:Sakamoto 大野:Ōno 太田:Ōta"),
    m=triples("健太:Kenta 大輔:Daisuke 翔太:Shōta 拓也:Takuya 直樹:Naoki 健二:Kenji 誠:Makoto 浩:Hiroshi 隆:Takashi 和也:Kazuya 雄太:Yūta "
              "亮:Ryō 達也:Tatsuya 裕二:Yūji 聡:Satoshi 学:Manabu 剛:Tsuyoshi 修:Osamu 哲也:Tetsuya 秀樹:Hideki 正:Tadashi 進:Susumu"),
    f=triples("陽子:Yōko 恵子:Keiko 由美子:Yumiko 裕子:Yūko 真由美:Mayumi 直美:Naomi 美咲:Misaki 愛:Ai 彩:Aya 美穂:Miho 久美子:Kumiko 智子:Tomoko "
              "明美:Akemi 香織:Kaori 麻衣:Mai 絵里:Eri 千尋:Chihiro 優子:Yūko 沙織:Saori 純子:Junko 里美:Satomi"))

LATIN = dict(en=EN, de=DE, nordic=NORDIC, es=ES, pt=PT, pl=PL, tr=TR, in_n=IN_N, in_s=IN_S)
EASTERN = dict(zh=ZH, tw=TW, ko=KO, ja=JA)

FOLD_DE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "Ø": "Oe", "å": "aa",
                         "Å": "Aa", "æ": "ae", "Æ": "Ae"})
FOLD_PLAIN = str.maketrans({"ß": "ss", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "ł": "l", "Ł": "L", "ı": "i", "İ": "I", "ª": "a"})


def feminine(family):
    """The form of a Polish family name that a woman bears."""
    return family[:-1] + "a" if family.endswith(("ski", "cki")) else family


def katakana(latin):
    """The reading of a Japanese name in katakana, as phonetic fields hold it."""
    syllables = dict(zip(
        "a i u e o ka ki ku ke ko sa shi su se so ta chi tsu te to na ni nu ne no ha hi fu he ho ma mi mu me mo ya yu yo ra ri ru re ro wa "
        "ga gi gu ge go za ji zu ze zo da de do ba bi bu be bo sho ryo ju n".split(),
        "ア イ ウ エ オ カ キ ク ケ コ サ シ ス セ ソ タ チ ツ テ ト ナ ニ ヌ ネ ノ ハ ヒ フ ヘ ホ マ ミ ム メ モ ヤ ユ ヨ ラ リ ル レ ロ ワ "
        "ガ ギ グ ゲ ゴ ザ ジ ズ ゼ ゾ ダ デ ド バ ビ ブ ベ ボ ショ リョ ジュ ン".split()))
    out, rest = "", latin.lower()
    if rest.startswith("ō"):
        out, rest = "オオ", rest[1:]
    rest = rest.replace("ō", "o-").replace("ū", "u-")
    while rest:
        if rest[0] == "-":
            out, rest = out + "ウ", rest[1:]
            continue
        for length in (3, 2, 1):
            if rest[:length] in syllables:
                out, rest = out + syllables[rest[:length]], rest[length:]
                break
        else:
            rest = rest[1:]
    return out
