"""Spanish: how its forms name their fields."""

from typing import Final

from frontdesk.rules.wordings.wording import Wording

SPANISH: Final = Wording(
    phrases={
        "first_name": "primer nombre, nombre de pila, nombres",
        "last_name": "apellido, apellidos, primer apellido, apellido paterno",
        "full_name": """
            nombre, nombre completo, nombre y apellido, nombre y apellidos, nombre apellido,
            nombre apellidos, nombres y apellidos, apellidos y nombre, apellido y nombre,
            apellidos y nombres, nombre de contacto, nombre de la persona de contacto, persona de contacto,
            cómo te llamas, cómo se llama, nombre del cliente
        """,
        "email": """
            correo, correo e, correo electrónico, email correo electrónico, correo email,
            dirección de correo, dirección de correo electrónico, dirección de email, dirección electrónica,
            cuenta de correo
        """,
        "phone": """
            teléfono, tlf, tfno, telf, fono, cel, número de teléfono, no de teléfono, n de teléfono,
            núm de teléfono, número telefónico, teléfono móvil, teléfono celular, teléfono fijo, móvil,
            celular, número de móvil, número de celular, número móvil, número celular, teléfono de contacto,
            número de contacto, número de whatsapp, teléfono con prefijo, teléfono con código de país
        """,
        "company": """
            empresa, nombre de la empresa, compañía, nombre de la compañía, organización,
            nombre de la organización, razón social, institución, nombre de la institución, entidad,
            nombre comercial, nombre del negocio, empleador, lugar de trabajo, empresa u organización,
            empresa organización, empresa o institución
        """,
        "position": """
            puesto, puesto de trabajo, título del puesto, cargo, cargo que ocupa, cargo que desempeña,
            posición, rol, ocupación, profesión, función
        """,
        "message": """
            mensaje, texto del mensaje, comentario, comentarios, consulta, pregunta, preguntas, observación,
            observaciones, nota, notas, descripción, descripción del proyecto, detalles,
            detalles del proyecto, solicitud, petición, requerimiento, dudas, duda, dudas o comentarios,
            preguntas o comentarios, comentarios o preguntas, cuéntanos, cuéntanos más,
            cuéntanos sobre tu proyecto, cuéntenos sobre su proyecto, cuéntanos tu proyecto,
            háblanos de tu proyecto, háblenos de su proyecto, describe tu proyecto, describa su proyecto,
            describe tu consulta, sobre el proyecto, cómo podemos ayudarte, cómo podemos ayudarle,
            cómo te podemos ayudar, cómo le podemos ayudar, en qué podemos ayudarte,
            en qué podemos ayudarle, en qué te podemos ayudar, qué necesitas, qué necesita,
            información adicional
        """,
        "page_url": "dirección de la página, url de la página, enlace de la página",
        "referrer": "página anterior, página de referencia",
        "ip": "dirección ip",
        "language": "idioma",
        "utm": "parámetros utm, etiquetas utm",
        "consent": """
            acepto, aceptar, aceptación, estoy de acuerdo, de acuerdo, he leído y acepto,
            términos y condiciones, acepto los términos, condiciones de uso, consentimiento
        """,
        "budget": """
            presupuesto, rango de presupuesto, monto del presupuesto, con qué presupuesto cuentas,
            cuánto piensas invertir
        """,
        "business": """
            sector, sector de actividad, actividad, actividad económica, rama de actividad,
            ámbito de actividad, área de negocio, tipo de negocio, tipo de empresa, negocio,
            giro de la empresa, giro del negocio, giro comercial, rubro, industria, a qué se dedica,
            a qué te dedicas, a qué se dedica tu empresa, a qué se dedica su empresa
        """,
        "country": "país, país de residencia, país región, país o región",
        "deadline": """
            plazo, plazos, plazo de entrega, fecha límite, fecha tope, fecha de entrega,
            fecha de lanzamiento, para cuándo, para cuándo lo necesitas, cuándo lo necesitas
        """,
        "files": """
            archivo, archivos, fichero, ficheros, adjunto, adjuntos, archivo adjunto, archivos adjuntos,
            documento adjunto, adjuntar archivo, adjuntar archivos, adjuntar documento, adjunta un archivo,
            subir archivo, subir archivos, subir un archivo, sube un archivo, cargar archivo
        """,
    },
    qualifiers={
        "full_name": "cliente contacto persona",
        "email": """
            corporativo empresarial profesional laboral personal principal contacto trabajo empresa válido
            confirmar confirma confirme repetir repite repita
        """,
        "phone": """
            móvil celular fijo directo corporativo empresarial profesional personal principal contacto
            trabajo empresa oficina confirmar repetir
        """,
        "company": "actual cliente",
        "position": "actual empresa compañía organización laboral",
        "message": "breve adicional adicionales proyecto",
        "language": "preferido contacto preferencia",
        "budget": """
            estimado aproximado disponible previsto mensual anual máximo mínimo total proyecto campaña para
            euros dólares mes año
        """,
        "business": "empresa principal compañía",
        "country": "empresa origen",
        "deadline": "proyecto deseado deseada estimado prevista",
        "files": "proyecto",
    },
    soft="""
        tu tus su sus mi mis nuestro el la los las un una de del al es cuál por favor introduce introduzca
        introducir escribe escriba escribir ingresa ingrese ingresar indica indique indicar aquí obligatorio
        obligatoria opcional requerido requerida campo en
    """,
    lone_names="nombre",
    quiz="pregunta",
    privacy="""
        privacidad, rgpd, lopd*, protección de datos, datos personales, tratamiento ... datos,
        datos ... tratad*, consentimiento, consiento, aviso legal, acept* ... términos,
        acept* ... condiciones, acept* ... política*
    """,
    agreeing="acept*, consient*, consentimiento para, autoriz*, acuerdo, leído, confirm*, conforme",
    box_words="política políticas protección aviso condiciones términos y tratamiento datos personales ley",
    other_boxes="""
        *newsletter*, boletín, boletines, noticias, novedades, publicidad, publicitari*, promoci*, oferta,
        ofertas, marketing*, comercial, comerciales, suscrib*, suscripci*, sms, cookie*, delegado,
        no acepto, no consiento, no autorizo, no estoy de acuerdo, cuál
    """,
    unlabelled="sin etiqueta, sin título, sin nombre",
    nameless="campo texto número pregunta respuesta elemento valor línea entrada contacto",
    others="""
        propietari*, dueño*, dueña*, asignad*, responsable*, gerente*, gestor*, encargad*, jefe*, jefa*,
        creado por, modificado por, autor, autora, remitente*, destinatari*, copia, notific*, agente*,
        soporte, asistencia, amigo*, amiga*, colega*, compañero*, compañera*, socio, socia, referid*,
        recomend*, asistente*, secretari*, padre*, madre*, hijo*, hija*, tutor*, cónyuge*, esposo, esposa,
        marido, emergencia*, invitado*, invitada*, operador*, vendedor*, asesor*, organizador*, contable*,
        contabilidad, facturación, proveedor*, empleador*, familiar*
    """,
    envelopes="de para",
    figures="""
        nif, cif, nie, dni, rfc, rut, ruc, cuit, cuil, nit, curp, cédula, identificación, pasaporte, cuenta,
        banco, tarjeta, pedido, factura, contrato, expediente, póliza, seguimiento, guía, número de serie,
        número de cliente, código*, postal, importe, monto, suma, total, precio, coste, costo, presupuesto,
        facturación, ingresos, salario, sueldo, cantidad, cuántos, cuántas, cuánto, número de empleados,
        tamaño, edad, año*, fecha*, hora*, nacimiento, coordenadas, latitud, longitud, versión, distancia,
        peso, altura, superficie, fax, puntuación, valoración, porcentaje, matrícula, producto, modelo,
        referencia
    """,
)
