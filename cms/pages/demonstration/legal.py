"""The pages that the law asks for, true of the demonstration; a Region writes its own in the admin."""

from typing import Any

from wagtail.rich_text import RichText

Blocks = list[tuple[str, Any]]


def legal_notice() -> Blocks:
    """Return the blocks of “Mentions légales”."""
    return [
        (
            "text",
            RichText(
                "<h2>Qui publie ce site ?</h2>"
                "<p>Ce site est la démonstration du logiciel libre Passerelle. Aucune collectivité ne le publie : les "
                "personnes, les initiatives et les dossiers que vous y voyez sont inventés. Les faits cités sur le "
                "plan régional d’orientation viennent du plan voté le 17 juin 2019 par la Région Pays de la Loire.</p>"
                "<p>La collectivité qui installe Passerelle écrit ici son nom, son adresse, son numéro de téléphone et "
                "le nom de la personne qui dirige la publication.</p>"
                "<h2>Qui l’héberge ?</h2>"
                "<p>La démonstration tourne sur la machine qui l’a lancée. En production, cette page donne le nom, "
                "l’adresse et le téléphone de l’hébergeur.</p>"
                "<h2>Ce que vous pouvez réutiliser</h2>"
                "<p>Le logiciel est publié sous licence EUPL 1.2. Les caractères Bricolage Grotesque et Atkinson "
                "Hyperlegible Next sont sous licence SIL Open Font. Les noms et les codes des communes viennent du "
                "code officiel géographique de l’Insee, sous Licence Ouverte 2.0.</p>"
                "<p>Les dessins, les guides et les bandes dessinées ont été faits pour le projet et suivent la même "
                "licence que lui.</p>"
            ),
        )
    ]


def accessibility_statement(email: str) -> Blocks:
    """Return the blocks of “Accessibilité”, in the order of the RGAA's model."""
    return [
        (
            "text",
            RichText(
                "<p>Passerelle est fait pour tout le monde : au clavier, avec un lecteur d’écran, sur un petit "
                "téléphone, imprimé, sans JavaScript. Cette déclaration s’applique à l’ensemble du site.</p>"
                "<h2>État de conformité</h2>"
                "<p>Le site est <b>partiellement conforme</b> au référentiel général d’amélioration de "
                "l’accessibilité (RGAA), version 4.1.2, et aux règles WCAG 2.2, niveau AA.</p>"
                "<h2>Comment nous le savons</h2>"
                "<p>Les pages publiques et les formulaires sont vérifiés à chaque changement par l’outil axe, dans un "
                "vrai navigateur ; les guides en PDF le sont par veraPDF (norme PDF/UA-1). Ces outils ne voient qu’une "
                "partie des critères : aucun audit complet par une personne n’a encore eu lieu, et nous ne donnons "
                "donc pas de taux.</p>"
                "<h2>Ce qui n’est pas accessible, ou pas encore vérifié</h2>"
                "<ul><li>Les vidéos du concours sont hébergées ailleurs : leurs sous-titres dépendent de leurs "
                "auteurs.</li>"
                "<li>Les fichiers joints par les porteurs d’initiatives peuvent ne pas être accessibles. Écrivez-nous "
                "pour en recevoir le contenu.</li>"
                "<li>Les planches des bandes dessinées sont des images ; chaque case a sa transcription écrite.</li>"
                "<li>Les parcours complets n’ont pas été testés avec tous les lecteurs d’écran.</li></ul>"
                "<h2>Nous écrire</h2>"
                "<p>Une page vous arrête ? Dites-nous laquelle et ce que vous cherchiez : nous vous donnons "
                "l’information sous une autre forme et nous corrigeons la page. Écrivez à "
                f'<a href="mailto:{email}">{email}</a>.</p>'
                "<h2>Si vous n’avez pas de réponse</h2>"
                "<p>Vous avez signalé un défaut qui vous empêche d’accéder à un contenu et personne ne vous a "
                "répondu ? Vous pouvez :</p>"
                '<ul><li>écrire au <a href="https://formulaire.defenseurdesdroits.fr/">Défenseur des droits</a> ;</li>'
                '<li>rencontrer sa <a href="https://www.defenseurdesdroits.fr/carte-des-delegues">déléguée ou son '
                "délégué dans votre département</a> ;</li>"
                "<li>lui envoyer un courrier, sans timbre : Défenseur des droits, Libre réponse 71120, 75342 Paris "
                "Cedex 07.</li></ul>"
            ),
        )
    ]


def personal_data(email: str) -> Blocks:
    """Return the blocks of “Données personnelles”."""
    return [
        (
            "text",
            RichText(
                "<p>Vous lisez, vous cherchez, vous téléchargez : nous ne vous demandons rien, et rien ne vous suit. "
                "Le site n’appelle aucun service extérieur et ne dépose aucun traceur.</p>"
                "<h2>Ce que nous gardons, et pourquoi</h2>"
            ),
        ),
        (
            "table",
            {
                "caption": "Données, raisons et durées",
                "headers": ["Donnée", "Pourquoi", "Combien de temps"],
                "rows": [
                    {
                        "cells": [
                            "Votre adresse électronique",
                            "Vous connecter et vous écrire sur votre dossier",
                            "Tant que votre compte existe",
                        ]
                    },
                    {
                        "cells": [
                            "Votre dossier et ses fichiers",
                            "L’instruire et garder la trace de la décision",
                            "La durée fixée par la Région pour chaque démarche",
                        ]
                    },
                    {
                        "cells": [
                            "Un cookie de session",
                            "Rester connecté ; il n’existe qu’après la connexion",
                            "Deux semaines au plus",
                        ]
                    },
                    {"cells": ["Un cookie de sécurité", "Protéger l’envoi des formulaires", "Un an au plus"]},
                ],
            },
        ),
        (
            "text",
            RichText(
                "<h2>Qui les voit</h2>"
                "<p>Les personnes qui instruisent votre dossier, et elles seules. Quand un dossier est accepté, seules "
                "les réponses annoncées comme publiques dans la démarche paraissent sur le site.</p>"
                "<h2>Vos droits</h2>"
                "<p>Vous pouvez consulter vos données, les corriger, les faire effacer ou vous opposer à leur usage : "
                f'écrivez à <a href="mailto:{email}">{email}</a>. Si la réponse ne vous convient pas, vous pouvez '
                'saisir la <a href="https://www.cnil.fr/fr/plaintes">Commission nationale de l’informatique et des '
                "libertés</a>.</p>"
            ),
        ),
    ]


def discover() -> Blocks:
    """Return the blocks of “Découvrir”."""
    return [
        (
            "text",
            RichText(
                "<p>On choisit rarement un métier dans une liste. On le croise : un geste vu dans un atelier, un récit "
                "qui reste, une rencontre. Cette page rassemble les façons de croiser des métiers, près de chez vous "
                "et à votre rythme.</p>"
                "<h2>Lire une histoire</h2>"
                '<p>Nos <a href="/bandes-dessinees/">bandes dessinées</a> suivent des personnes qui cherchent leur '
                "voie, se trompent, recommencent. Chaque case a sa transcription.</p>"
                "<h2>Voir des professionnels au travail</h2>"
                '<p>Dans le <a href="/concours-video/">concours « Mon métier, ma passion »</a>, celles et ceux qui '
                "font un métier le filment eux-mêmes, en trois minutes.</p>"
                "<h2>Aller sur place</h2>"
                '<p>Les <a href="/initiatives/">initiatives labellisées</a> ouvrent des portes dans les dix-huit '
                "territoires : visites, ateliers, rencontres.</p>"
            ),
        ),
        (
            "questions",
            {
                "title": "On nous demande souvent",
                "questions": [
                    {
                        "question": "Je ne sais pas ce qui me plaît. Par où commencer ?",
                        "answer": RichText(
                            "<p>Par ce que vous aimez faire le dimanche. Notez trois choses, puis cherchez-les dans le "
                            'site : <a href="/recherche/">la recherche</a> comprend les mots de tous les jours.</p>'
                        ),
                    },
                    {
                        "question": "Je suis en 3e : comment trouver un stage qui compte ?",
                        "answer": RichText(
                            "<p>Demandez à voir un geste, pas seulement un bureau. Préparez trois questions et osez "
                            "les poser le premier matin.</p>"
                        ),
                    },
                    {
                        "question": "J’ai 40 ans et je veux changer de métier. Est-ce pour moi ?",
                        "answer": RichText(
                            "<p>Oui. Le plan s’adresse à tous les âges : une immersion de quelques jours permet "
                            "d’essayer avant de décider.</p>"
                        ),
                    },
                ],
            },
        ),
        (
            "call_to_action",
            {
                "title": "Vous aimez votre métier ?",
                "text": "Racontez-le en trois minutes : quelqu’un le découvrira grâce à vous.",
                "link": {"text": "Participer au concours", "page": None, "url": "/demarches/concours-video/"},
            },
        ),
    ]
