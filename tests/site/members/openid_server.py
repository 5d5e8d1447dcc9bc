"""A small OpenID server on this machine: discovery, authorisation with PKCE, tokens signed with RS256, and user claims."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "firmground", "a secret between the two"


class OpenIdServer:
    """Vouches for whoever ``claims`` says has signed in there."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.claims: dict[str, Any] = {}
        self.refuses = False
        self.challenges: dict[str, str] = {}
        self.url = ""

    def discovery(self) -> dict[str, Any]:
        names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "me", "jwks_uri": "keys"}
        addresses = {name: f"{self.url}/{path}" for name, path in names.items()}
        return {"issuer": self.url, "token_endpoint_auth_methods_supported": ["client_secret_post"], **addresses}

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": "1", "alg": "RS256", "use": "sig"}]}

    def authorize(self, asked: dict[str, str]) -> str:
        """Where a browser is sent back to, with a code or with a refusal."""
        code = f"code-{len(self.challenges)}"
        self.challenges[code] = asked["code_challenge"]
        answer = {"error": "access_denied"} if self.refuses else {"code": code}
        return f"{asked['redirect_uri']}?{urlencode({**answer, 'state': asked['state']})}"

    def token(self, asked: dict[str, str]) -> dict[str, Any]:
        """The tokens for a code, once, if the verifier fits its challenge."""
        digest = hashlib.sha256(asked["code_verifier"].encode()).digest()
        fits = base64.urlsafe_b64encode(digest).decode().rstrip("=") == self.challenges.pop(asked["code"], None)
        if not fits or (asked["client_id"], asked["client_secret"]) != (CLIENT, SECRET):
            return {"error": "invalid_grant"}
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 60, **self.claims}
        signed = jwt.encode(claims, self.key, "RS256", headers={"kid": "1"})
        return {"access_token": "a token", "token_type": "Bearer", "id_token": signed}


@contextmanager
def running() -> Iterator[OpenIdServer]:
    """The server, answering on a free port until the block ends."""
    server = OpenIdServer()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            at = urlsplit(self.path)
            if at.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", server.authorize({key: value[0] for key, value in parse_qs(at.query).items()}))
                self.end_headers()
                return
            answers = {"/.well-known/openid-configuration": server.discovery, "/keys": server.keys, "/me": lambda: server.claims}
            self.say(answers[at.path]())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.say(server.token({key: value[0] for key, value in parse_qs(body).items()}))

        def say(self, content: dict[str, Any]) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(content).encode())

        def log_message(self, *_: Any) -> None:
            """Stay quiet."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.url = f"http://127.0.0.1:{listening.server_port}"
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()
