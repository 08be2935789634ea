from cms.pages.models.approval import IndependentApprovalTask
from cms.pages.models.collection import CollectionPage, RecordPage
from cms.pages.models.comic import ComicIndexPage, ComicPage
from cms.pages.models.content import ContentPage
from cms.pages.models.guide import GuideIndexPage, GuidePage
from cms.pages.models.home import HomePage
from cms.pages.models.process_task import ProcessTask, ProcessTaskState

__all__ = [
    "CollectionPage",
    "ComicIndexPage",
    "ComicPage",
    "ContentPage",
    "GuideIndexPage",
    "GuidePage",
    "HomePage",
    "IndependentApprovalTask",
    "ProcessTask",
    "ProcessTaskState",
    "RecordPage",
]
