from cms.accounts.models.sent_mail import SentFile, SentMail
from cms.accounts.models.sign_in import FailedPassword, SignInLink
from cms.accounts.models.user import User, UserManager

__all__ = ["FailedPassword", "SentFile", "SentMail", "SignInLink", "User", "UserManager"]
