"""The regional plan of 2019 for guidance, told in our own words: four axes, twenty-two measures."""

from typing import Any

LABEL = {"text": "Demander le label", "url": "/demarches/label/"}
CONTEST = {"text": "Participer au concours", "url": "/demarches/concours-video/"}

# Number, title, text, link.
_Measure = tuple[int, str, str, dict[str, str] | None]

_DISCOVER: list[_Measure] = [
    (
        1,
        "Les Orientibus sur les routes",
        "Un bus par département va à la rencontre des élèves, des parents, des salariés et des demandeurs d’emploi, "
        "avec des gestes à essayer et des casques de réalité virtuelle. Les deux premiers sont partis à "
        "l’automne 2019.",
        None,
    ),
    (
        2,
        "L’action éducative ligérienne",
        "Des professionnels viennent en classe raconter leur métier, les élèves apprennent à se connaître et créent "
        "leur mini-entreprise : plus de quarante naissent chaque année.",
        None,
    ),
    (
        3,
        "L’image des métiers",
        "Campagnes sur l’industrie, le soin, les sciences au féminin ou les métiers verts, collection de bandes "
        "dessinées, film documentaire et concours vidéo « Mon métier, ma passion » : les métiers racontés par "
        "celles et ceux qui les exercent.",
        CONTEST,
    ),
    (
        4,
        "Le label des initiatives des territoires",
        "Dans chacun des dix-huit territoires, une enveloppe aide les initiatives qui réunissent l’école, "
        "l’entreprise et la collectivité. Chaque initiative labellisée a sa page, pour que d’autres s’en inspirent.",
        LABEL,
    ),
    (
        5,
        "Des entreprises qui ouvrent leurs portes",
        "Accueillir des stagiaires, organiser des visites, faire connaître ses journées portes ouvertes : un appel à "
        "projets aide à mettre les visites en scène.",
        None,
    ),
    (
        6,
        "Les Olympiades des métiers",
        "Inscriptions l’été, présélections à l’automne, finales régionales au printemps 2020 : les jeunes montrent "
        "leur savoir-faire, d’anciens médaillés les préparent.",
        None,
    ),
]
_CHOOSE: list[_Measure] = [
    (
        7,
        "La bourse de stages du territoire",
        "Stage d’observation, stage long ou contrat d’apprentissage : les entreprises publient leurs offres, chacun "
        "reçoit une alerte quand une offre paraît près de chez lui.",
        None,
    ),
    (
        8,
        "Choisir mon métier",
        "Le portail de référence : chercher par goût, par famille ou par compétence, connaître les chances "
        "d’embauche sur son territoire, et parler avec un professionnel, une étudiante ou un apprenti.",
        None,
    ),
    (
        9,
        "L’e.pass orientation",
        "Une application pour trouver les services près de soi, se faire aider dans sa recherche de stage et garder "
        "la trace, par des badges, de ce qu’on apprend hors de l’école.",
        None,
    ),
    (
        10,
        "Les volontaires territoriaux en entreprise",
        "Les petites et moyennes entreprises décrivent une mission, des étudiants se portent candidats : plus de 230 "
        "entreprises de la région ont répondu dès le premier appel.",
        None,
    ),
    (
        11,
        "Le mois des métiers",
        "Un mois par an de rencontres et d’actions locales, de la construction navale à la mode, du bâtiment à "
        "l’alimentation. Les prix du concours vidéo y sont remis.",
        None,
    ),
    (
        12,
        "Le French Fab Challenge",
        "Des équipes d’étudiants travaillent sur le problème réel d’une petite entreprise : sept écoles en 2019, "
        "cinquante nouvelles entreprises chaque année.",
        None,
    ),
]
_BOUNCE: list[_Measure] = [
    (
        13,
        "La persévérance scolaire",
        "3 640 jeunes ont quitté l’école sans diplôme en 2016-2017. Six assistants renforcent les plateformes qui les "
        "suivent, et une école de production doit ouvrir dans chaque département.",
        None,
    ),
    (
        14,
        "Les actifs en transition",
        "Prépa Métiers, Visa Métiers, Accès Métiers : trois parcours pour changer de voie, et des immersions pour "
        "essayer un métier avant de s’engager.",
        None,
    ),
    (
        15,
        "Les métiers qui recrutent près de chez soi",
        "Le même portail, pensé pour les adultes : les métiers par territoire, leurs chances d’embauche, et une "
        "conversation avec une conseillère ou un conseiller.",
        None,
    ),
    (
        16,
        "La Senior Academy",
        "Des groupes d’une dizaine de personnes de 45 ans et plus cherchent un emploi ensemble, parrainés pendant "
        "plusieurs mois par des salariés d’entreprises.",
        None,
    ),
]
_COORDINATE: list[_Measure] = [
    (
        17,
        "Des partenaires qui s’engagent",
        "Chaque convention fixe des objectifs communs, que l’on peut mesurer.",
        None,
    ),
    (
        18,
        "Un référent par département",
        "Cinq personnes font vivre le plan près du terrain et répondent aux territoires.",
        None,
    ),
    (
        19,
        "Aux côtés des enseignants et des professionnels",
        "Journées d’immersion en entreprise, conférences, tutoriels et guides pratiques : de quoi préparer une visite "
        "ou présenter un métier à des jeunes.",
        {"text": "Lire les guides", "url": "/guides/"},
    ),
    (
        20,
        "L’innovation",
        "Jeux sérieux, jeux d’évasion, écoles orientantes : on essaie dans quelques établissements, puis on partage.",
        None,
    ),
    (
        21,
        "Les métiers de demain",
        "Un laboratoire d’observation avec les branches professionnelles, et une enquête sur l’entrée d’une "
        "génération dans le travail.",
        None,
    ),
    (
        22,
        "Le Grenelle de chaque année",
        "Chaque action est un projet avec son calendrier. Une fois par an, tout le monde regarde ce qui avance et ce "
        "qui reste à faire.",
        None,
    ),
]
_AXES = [
    ("Découvrir les métiers", "Voir, essayer, rencontrer : à l’école, dans la rue, en entreprise.", _DISCOVER),
    ("Choisir son métier et sa formation", "Une information sûre, un stage, quelqu’un à qui parler.", _CHOOSE),
    ("Rebondir tout au long de la vie", "Raccrocher, changer de voie, revenir vers l’emploi.", _BOUNCE),
    ("Agir et coordonner", "Des équipes qui se connaissent et des actions que l’on évalue.", _COORDINATE),
]


def axes() -> list[tuple[str, dict[str, Any]]]:
    """Return the blocks of the page “Le plan”."""
    return [
        ("axis", {"number": number, "title": title, "text": text, "measures": [_measure(*each) for each in measures]})
        for number, (title, text, measures) in enumerate(_AXES, 1)
    ]


def _measure(number: int, title: str, text: str, link: dict[str, str] | None) -> dict[str, Any]:
    empty = {"text": "", "page": None, "url": ""}
    return {"number": number, "title": title, "text": text, "link": {**empty, **(link or {})}}
