"""Portuguese: how its forms name their fields."""

from typing import Final

from frontdesk.rules.wordings.wording import Wording

PORTUGUESE: Final = Wording(
    phrases={
        "first_name": "primeiro nome, nome próprio",
        "last_name": "sobrenome, apelido, último nome",
        "full_name": """
            nome, nome completo, nome e sobrenome, nome e apelido, nome sobrenome, pessoa de contato,
            pessoa de contacto, nome do contato, como você se chama, qual é o seu nome
        """,
        "email": """
            correio eletrônico, correio eletrónico, endereço de email, endereço de e mail,
            endereço eletrônico
        """,
        "phone": """
            telefone, número de telefone, celular, número de celular, telemóvel, número de telemóvel,
            telefone celular, telefone de contato, telefone de contacto, número de contato,
            telefone com ddd, celular com ddd, número do whatsapp
        """,
        "company": """
            empresa, nome da empresa, organização, nome da organização, razão social, companhia,
            instituição, nome fantasia, local de trabalho
        """,
        "position": "cargo, cargo na empresa, função, posição, profissão, ocupação",
        "message": """
            mensagem, texto da mensagem, comentário, comentários, pergunta, perguntas, dúvida, dúvidas,
            descrição, descrição do projeto, detalhes, observações, observação, solicitação,
            como podemos ajudar, como podemos te ajudar, como podemos ajudá lo, conte sobre seu projeto,
            fale sobre o seu projeto, informações adicionais
        """,
        "page_url": "endereço da página, url da página",
        "ip": "endereço ip",
        "language": "idioma",
        "consent": """
            aceito, concordo, eu aceito, eu concordo, li e aceito, li e concordo, termos e condições,
            termos de uso
        """,
        "budget": "orçamento, orçamento disponível, orçamento estimado, faixa de orçamento, verba disponível",
        "business": """
            setor, ramo, ramo de atividade, ramo de atuação, segmento, segmento da empresa, área de atuação,
            setor de atividade, tipo de negócio, tipo de empresa
        """,
        "country": "país, país de residência",
        "deadline": "prazo, prazos, prazo de entrega, data limite, data de entrega, para quando",
        "files": """
            arquivo, arquivos, anexo, anexos, anexar arquivo, anexe um arquivo, enviar arquivo, ficheiro,
            ficheiros
        """,
    },
    qualifiers={
        "email": "corporativo profissional pessoal empresarial principal trabalho confirmar confirme repita",
        "phone": "fixo comercial pessoal principal contato contacto corporativo",
        "position": "atual empresa",
        "language": "preferido",
        "business": "empresa principal",
        "budget": "previsto mensal anual total projeto campanha reais",
        "deadline": "projeto desejado",
    },
    soft="""
        o os as seu sua seus suas teu tua meu minha do da dos das um uma por favor digite informe insira
        escreva obrigatório obrigatória qual
    """,
    lone_names="nome",
    quiz="pergunta",
    privacy="""
        privacidade, lgpd, rgpd, dados pessoais, tratamento ... dados, dados ... tratados,
        proteção de dados, consentimento, aceito ... termos, concordo ... termos, aceito ... condições
    """,
    agreeing="aceit*, concord*, autoriz*, li, confirmo, ciente",
    box_words="política aviso e termos proteção tratamento dados",
    other_boxes="""
        *newsletter*, boletim, boletins, notícias, novidades, publicidade, promoç*, oferta, ofertas,
        marketing*, comunicações, inscrev*, inscriç*, não aceito, não concordo, não autorizo
    """,
    unlabelled="sem rótulo, sem etiqueta, sem título",
    nameless="campo texto número pergunta resposta elemento valor linha contato contacto",
    others="""
        proprietári*, atribuíd*, responsável, responsáveis, gerente*, gestor*, criado por, modificado por,
        remetente*, destinatári*, cópia, notific*, suporte, amigo*, amiga*, colega*, parceir*, indicad*,
        chefe*, secretári*, pai, mãe, filho*, filha*, cônjuge*, marido, emergência*, convidad*, vendedor*,
        consultor*, organizador*, contador, contabilidade, faturamento, fornecedor*
    """,
    envelopes="de para",
    figures="""
        cpf, cnpj, rg, nif, passaporte, conta, cartão, pedido, fatura, contrato, protocolo, código*, cep,
        valor, soma, total, preço, custo, faturamento, salário, quantidade, quantos, quantas,
        número de funcionários, tamanho, idade, ano*, data*, hora*, nascimento, coordenadas, latitude,
        longitude, versão, peso, altura, área, fax, placa, produto, modelo
    """,
)
