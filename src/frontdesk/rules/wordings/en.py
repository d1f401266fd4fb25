"""English: how its forms name their fields."""

from typing import Final

from frontdesk.rules.wordings.wording import Wording

ENGLISH: Final = Wording(
    phrases={
        "first_name": "fname, name first name, given name, given names, forename, name first",
        "last_name": "lname, name last name, surname, family name, name last",
        "full_name": """
            name, name full, first and last name, first last name, name and surname, first name last name,
            name surname, name first last, name first and last, first name and last name, contact name,
            contact person, contact person name, name of contact person, what is your name
        """,
        "email": """
            mail, email address, mail address, emailaddr, email id, reply to, where can we write to you
        """,
        "phone": """
            telephone, tel, tel no, phone number, phone no, phone nr, telephone number, telephone no,
            mobile, mobile number, mobile no, cell, cellphone, cell number, contact number,
            call back number, callback number, whatsapp, whatsapp number, phone whatsapp, viber,
            viber number, mobile phone, phone with country code, phone number with country code,
            phone number including country code
        """,
        "company": """
            company name, name of company, organization, organisation, organization name, organisation name,
            name of organization, name of organisation, business name, name of business, employer, firm,
            firm name, legal entity, company or organization, company organization, company organisation
        """,
        "position": """
            job, job title, job role, job position, job function, role, occupation, position title,
            title position, position role, designation
        """,
        "message": """
            comment, comments, note, notes, question, questions, description, details, inquiry, enquiry,
            request, textarea, message text, text of message, body of message, comment or message,
            question or comment, comments or questions, questions or comments, questions and comments,
            comments questions, project description, project details, about project, tell us more,
            tell us about your project, tell us about your business needs, describe your project,
            describe your request, describe your task, how can we help, how can we help you,
            how may we help you, what can we help you with, what can we do for you, what do you need,
            anything else, additional information
        """,
        "page_url": """
            page, page uri, page link, page address, url of page, source url, current url, current page,
            landing page, landing page url, form url, form page, href
        """,
        "referrer": """
            referer, referrer url, referer url, http referer, http referrer, previous page, previous url,
            document referrer
        """,
        "ip": """
            ip address, ip addr, remote ip, remote addr, remote address, client ip, user ip, sender ip,
            visitor ip
        """,
        "language": "lang, locale",
        "utm": "utm parameters, utm params, utm tags, utm marks",
        "consent": """
            agree, agreed, agreement, i agree, accept, accepted, acceptance, i accept, terms,
            terms and conditions, terms accepted
        """,
        "budget": "budget range, budget size, what is your budget, how much do you plan to spend",
        "business": """
            business type, type of business, kind of business, nature of business, business kind,
            business area, area of business, line of business, field of business, business field,
            business sector, business activity, field of activity, area of activity, industry,
            industry sector, type of industry, company industry, sector, niche, what does your company do,
            what do you do
        """,
        "country": "country name, country region, country or region",
        "deadline": """
            due date, timeline, time line, timeframe, time frame, time limit, target date, completion date,
            delivery date, launch date, when do you need it
        """,
        "files": """
            file, attachment, attachments, attach file, attach files, attached file, attached files, upload,
            uploads, upload file, upload files, file upload, file attachment, brief file, attach brief,
            upload brief
        """,
    },
    qualifiers={
        "first_name": "contact legal client customer",
        "last_name": "contact legal client customer",
        "full_name": "contact complete legal client customer person",
        "email": """
            work business corporate company contact personal private primary main office official valid
            professional id best confirm repeat retype person
        """,
        "phone": """
            work business corporate company contact personal private mobile cell primary main office home
            direct daytime full valid best confirm repeat person
        """,
        "company": "current full official legal client customer",
        "position": "company current official work organization organisation",
        "message": "short brief project additional optional other further detailed any",
        "language": "preferred contact site browser page interface",
        "budget": """
            project estimated approximate planned expected available monthly annual yearly total marketing
            advertising campaign maximum minimum max min month year per usd eur pln uah rub gbp chf czk
        """,
        "business": "company main primary",
        "country": "company residence origin business",
        "deadline": "project desired expected preferred approximate planned",
        "files": "project optional",
    },
    soft="a an the your my our of if any please enter provide write is s what in required optional mandatory",
    lone_names="name",
    quiz="question questions",
    privacy="""
        privacy*, gdpr*, consent*, data protection*, data processing*, personal data, process* ... data,
        process* ... information, data ... processed, agree* ... terms, accept* ... terms,
        agree* ... conditions, accept* ... conditions
    """,
    agreeing="""
        agree*, accept*, consent to, consent for, consent that, i consent, my consent, confirm*,
        acknowledg*, understand, understood, authori*, allow*, permit*, have read, i ve read, approve*
    """,
    box_words="""
        policy policies notice statement agreement checkbox box tick terms conditions and to processing
        protection data law declaration info information i yes ok use eu
    """,
    other_boxes="""
        *newsletter*, news*, marketing*, subscri*, promo*, offer, offers, update, updates, sms, mailing*,
        cookie*, advert*, receive ... emails, receive ... communications, receive ... messages,
        email consent, phone consent, call consent, privacy officer, data protection officer,
        privacy concern*, privacy request*, i do not, i don t, not agree*, not consent*, not accept*, what
    """,
    unlabelled="no label, untitled, unnamed",
    nameless="""
        field fields form input text textfield textbox number numeric question answer item element entry
        value label short long single line custom data response answers inputs values contact contacts
    """,
    others="""
        owner*, assign*, manager*, created by, modified by, updated by, author*, sender*, sent by, sent to,
        send to, sent from, delivered to, forward*, recipient*, cc, bcc, notif*, admin*, agent, agents,
        support, helpdesk, friend*, colleague*, coworker*, co worker*, partner*, referrer, referred by,
        referral*, referee*, reference*, recommend*, boss, supervisor*, director*, ceo, assistant*,
        secretary, parent*, mother*, father*, child*, guardian*, spouse*, wife, husband, emergency, guest*,
        invite, invites, operator*, responsible, seller*, sales rep*, salesperson, organizer*, organiser*,
        host, webmaster, postmaster, server, mailer, smtp, noreply, no reply, billing, accountant*,
        accounting, invoice*, competitor*, landlord*, employer*, supplier*, vendor*, neighbour*, neighbor*,
        someone*, somebody*, their, his, her, team member*, staff, lawyer*, jabber, xmpp, sip
    """,
    envelopes="from to",
    figures="""
        id, ids, no id, tax*, vat*, ein, ssn, tin, passport*, iban, swift, bic, account*, bank*, card*,
        order*, invoice*, contract*, ticket*, tracking, serial*, sku, imei, customer no, customer number,
        client number, client no, member*, registration, reg no, reg number, licen*, policy, case, claim*,
        reference*, ref, zip*, postal*, postcode*, post code, code, codes, pin, amount*, sum, total*,
        price*, cost*, budget*, revenue*, turnover, salary, income, quantity, qty, count, how many,
        how much, number of, size*, employees, age, year*, date*, birth*, dob, ip, latitude, longitude, lat,
        lng, coordinates, gps, timestamp*, duration, version, distance, weight, height, width, area, fax*,
        score, rating, rate, percent*, plate, lot, batch, part number, product*, model, room, flat,
        apartment
    """,
)
