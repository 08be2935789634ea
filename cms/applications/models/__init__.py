from cms.applications.models.application import Application
from cms.applications.models.attachment import Attachment
from cms.applications.models.commitment import Commitment
from cms.applications.models.document import IssuedDocument
from cms.applications.models.grant import Grant
from cms.applications.models.message import Message, MessageMark
from cms.applications.models.passage import Passage, PassedCase
from cms.applications.models.people import CoAuthor, Presence, Transfer
from cms.applications.models.prefill import Prefill
from cms.applications.models.procedure import Procedure, ProcedureDocument, ProcedureMessage
from cms.applications.models.release import Release
from cms.applications.models.saved_run import SavedRun

__all__ = [
    "Application",
    "Attachment",
    "CoAuthor",
    "Commitment",
    "Grant",
    "IssuedDocument",
    "Message",
    "MessageMark",
    "Passage",
    "PassedCase",
    "Prefill",
    "Presence",
    "Procedure",
    "ProcedureDocument",
    "ProcedureMessage",
    "Release",
    "SavedRun",
    "Transfer",
]
