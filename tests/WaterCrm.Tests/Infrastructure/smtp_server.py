"""A real mail server for the tests. Says its port, then one line of JSON a message; ends when its input ends."""
import json
import logging
import sys
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

logging.getLogger("mail").setLevel(logging.CRITICAL)   # it warns of logins without TLS, which is what a test wants
USER, PASSWORD = (sys.argv + ["", ""])[1:3]


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
        if not USER:
            return Server(self.handler)
        return Server(self.handler, authenticator=check, auth_required=True, auth_require_tls=False)

    def _trigger_server(self):
        # The controller greets itself on the port it was told, and it was told 0.
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


mailbox = Mailbox(Handler(), hostname="127.0.0.1", port=0)
mailbox.start()
print(mailbox.port, flush=True)
sys.stdin.read()
mailbox.stop()
