"""A real mail server for the tests. Says its port, then one line of JSON a message; ends when its input ends."""
import json
import logging
import ssl
import sys
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

logging.getLogger("mail").setLevel(logging.CRITICAL)   # it warns of logins without TLS, which is what a test wants
USER, PASSWORD, SECURITY, CERTIFICATE, WITHOUT = (sys.argv + [""] * 5)[1:6]   # security: starttls, tls or nothing; WITHOUT: ways to sign in that are not offered
CONTEXT = None
if CERTIFICATE:
    CONTEXT = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    CONTEXT.load_cert_chain(CERTIFICATE)


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused"):
            return "550 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = message_from_bytes(envelope.content, policy=policy.default)
        text, html = mail.get_body(("plain",)), mail.get_body(("html",))
        print(json.dumps({
            "From": envelope.mail_from,
            "To": envelope.rcpt_tos,
            "Subject": mail.get("Subject", ""),
            "Text": text.get_content() if text else None,
            "Html": html.get_content() if html else None,
            "Attachments": [part.get_filename() for part in mail.iter_attachments()],
            "Headers": {key: str(value) for key, value in mail.items()},
            "User": session.auth_data.login.decode() if session.auth_data else None,
            "IsEncrypted": server.transport.get_extra_info("cipher") is not None,
        }), flush=True)
        return "250 Taken"


class Server(SMTP):
    async def smtp_AUTH(self, arg):
        # .NET's SmtpClient sends the mechanism in lower case, which aiosmtpd does not know.
        mechanism, _, rest = (arg or "").partition(" ")
        await super().smtp_AUTH(f"{mechanism.upper()} {rest}".strip())


def check(server, session, envelope, mechanism, data):
    return AuthResult(success=data.login == USER.encode() and data.password == PASSWORD.encode(), handled=False, auth_data=data)


class Mailbox(Controller):
    def factory(self):
        options = {"tls_context": CONTEXT, "require_starttls": True} if SECURITY == "starttls" else {}
        if not USER:
            return Server(self.handler, **options)
        return Server(self.handler, authenticator=check, auth_required=True, auth_require_tls=SECURITY == "starttls", auth_exclude_mechanism=[w for w in WITHOUT.split(",") if w], **options)

    def _trigger_server(self):
        # The controller greets itself on the port it was told, and it was told 0.
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


mailbox = Mailbox(Handler(), hostname="127.0.0.1", port=0, ssl_context=CONTEXT if SECURITY == "tls" else None)
mailbox.start()
print(mailbox.port, flush=True)
sys.stdin.read()
mailbox.stop()
