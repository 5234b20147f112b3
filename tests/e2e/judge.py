"""Judges what went over the wire by the RFCs, with PyJWT.

Reads a JSON array of captures (see Capture in tests/support/wire-jose.mjs), prints one
{"problems": [...], "verified": {...}} for each. Shares no code with the JavaScript judge.
"""

import base64
import hashlib
import json
import sys
from urllib.parse import parse_qsl, urlsplit

import jwt
from jwt.algorithms import OKPAlgorithm

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
PARAMETERS = {
    "response_type", "scope", "prompt", "redirect_uri",
    "state", "nonce", "code_challenge", "code_challenge_method",
}  # fmt: skip
PROOF_ALGORITHMS = ["ES256", "PS256", "RS256", "Ed25519"]
PUBLIC_MEMBERS = {"EC": {"kty", "crv", "x", "y"}, "RSA": {"kty", "e", "n"}, "OKP": {"kty", "crv", "x"}}
SECONDS = 60
REQUEST_OBJECT_SECONDS = 3600
SHORTEST_JTI = 22

# RFC 9864 names this algorithm after its curve; PyJWT knows it as EdDSA.
jwt.register_algorithm("Ed25519", OKPAlgorithm())


class Capture:
    def __init__(self, data):
        self.issuer = data["issuer"]
        self.clients = data["clients"]
        self.thumbprints = data["thumbprints"]
        self.exchanges = data["exchanges"]
        self.problems = []
        self.verified = {"assertions": 0, "proofs": 0, "requestObjects": 0}
        self.jtis = set()
        self.demanded = {}  # the nonce that the last answer to a cell demanded

    def judge(self):
        for index, exchange in enumerate(self.exchanges):
            cell = exchange["headers"]["x-cell"]
            try:
                self.exchange(cell, exchange)
            except Exception as error:  # whatever PyJWT or a missing member raises is a problem of this exchange
                self.problems.append(f"{cell}, exchange {index}: {type(error).__name__}: {error}")
            self.demanded[cell] = exchange.get("nonce") if exchange["status"] == 400 else None
        return {"problems": self.problems, "verified": self.verified}

    def exchange(self, cell, exchange):
        name, variation = cell.split(", ")
        pairs = parse_qsl(exchange["body"], keep_blank_values=True, strict_parsing=True)
        body = dict(pairs)
        require(len(body) == len(pairs), "a parameter is repeated")
        client_id = body["client_id"]
        client = self.clients[client_id]
        extra = set(body) - {"client_id"}

        if name == "client_secret_post":
            require(body["client_secret"] == client["secret"], "client_secret")
            extra -= {"client_secret"}
        if "client_assertion" in body:
            require(body["client_assertion_type"] == ASSERTION_TYPE, "client_assertion_type")
            self.assertion(body["client_assertion"], client, client_id)
            extra -= {"client_assertion", "client_assertion_type"}
        else:
            require("jwt" not in name, "no assertion")
        if "request object" in variation:
            self.request_object(body["request"], client, client_id)
            require(extra == {"request"}, f"beside the request object: {extra}")
        else:
            require(extra == PARAMETERS, f"parameters: {extra}")
        if "DPoP" in variation:
            self.proof(exchange["headers"]["dpop"], cell, exchange)
        else:
            require("dpop" not in exchange["headers"], "an unexpected proof")
            require(exchange["status"] == 201, f"status {exchange['status']}")

    def assertion(self, token, client, client_id):
        """RFC 7523 section 3."""
        symmetric = client["method"] == "client_secret_jwt"
        key = client["secret"] if symmetric else public_key(client["jwk"])
        algorithm = "HS256" if symmetric else client["jwk"]["alg"]
        required = ["exp", "iat", "nbf", "iss", "sub", "aud", "jti"]
        claims = self.decode(token, key, [algorithm], required, issuer=client_id, audience=self.issuer)
        require(claims["sub"] == client_id, "sub")
        require(claims["exp"] - claims["iat"] <= SECONDS, "lifetime of the assertion")
        header = jwt.get_unverified_header(token)
        require(header.get("kid") == (None if symmetric else client["jwk"]["kid"]), "kid of the assertion")
        self.verified["assertions"] += 1

    def request_object(self, token, client, client_id):
        """RFC 9101 sections 4 and 10.8."""
        key = public_key(client["jwk"])
        required = ["exp", "iat", "nbf", "iss", "aud", "jti"]
        claims = self.decode(token, key, [client["jwk"]["alg"]], required, issuer=client_id, audience=self.issuer)
        header = jwt.get_unverified_header(token)
        require(header["typ"] == "oauth-authz-req+jwt", "typ of the request object")
        require(header["kid"] == client["jwk"]["kid"], "kid of the request object")
        require(claims["client_id"] == client_id, "client_id of the request object")
        require(claims["exp"] - claims["nbf"] <= REQUEST_OBJECT_SECONDS, "lifetime of the request object")
        require(not {"sub", "request", "request_uri"} & set(claims), "claims that must not be there")
        require(all(isinstance(claims[name], str) for name in PARAMETERS), "parameters in the request object")
        self.verified["requestObjects"] += 1

    def proof(self, token, cell, exchange):
        """RFC 9449 sections 4.2, 4.3 and 8."""
        header = jwt.get_unverified_header(token)
        jwk = header["jwk"]
        require(set(header) == {"typ", "alg", "jwk"}, "header of the proof")
        require(header["typ"] == "dpop+jwt", "typ of the proof")
        require(set(jwk) == PUBLIC_MEMBERS[jwk["kty"]], "members of the JWK of the proof")
        require(thumbprint(jwk) == self.thumbprints[cell], "thumbprint of the key of the proof")
        claims = self.decode(token, public_key(jwk), PROOF_ALGORITHMS, ["iat", "jti"])
        url = urlsplit(exchange["url"])
        require(claims["htm"] == exchange["method"] == "POST", "htm")
        require(claims["htu"] == f"{url.scheme}://{url.netloc}{url.path}", "htu")
        require("ath" not in claims, "ath without an access token")
        require(abs(exchange["time"] / 1000 - claims["iat"]) <= SECONDS, "iat of the proof")
        demanded = self.demanded.get(cell)
        require(claims.get("nonce") == demanded, "nonce")
        require(exchange["status"] == (201 if demanded else 400), f"status {exchange['status']}")
        self.verified["proofs"] += 1

    def decode(self, token, key, algorithms, required, **expected):
        options = {"require": required, "verify_aud": "audience" in expected, "strict_aud": "audience" in expected}
        claims = jwt.decode(token, key, algorithms=algorithms, options=options, **expected)
        check_jti(claims["jti"], self.jtis)
        return claims


def check_jti(jti, seen):
    require(len(jti) >= SHORTEST_JTI, "jti is short")
    require(jti not in seen, "jti is used twice")
    seen.add(jti)


def public_key(jwk):
    members = {name: jwk[name] for name in PUBLIC_MEMBERS[jwk["kty"]]}
    return jwt.PyJWK(members, algorithm={"RSA": "RS256", "EC": "ES256", "OKP": "EdDSA"}[jwk["kty"]]).key


def thumbprint(jwk):
    """RFC 7638."""
    members = {name: jwk[name] for name in sorted(PUBLIC_MEMBERS[jwk["kty"]])}
    digest = hashlib.sha256(json.dumps(members, separators=(",", ":")).encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def require(condition, problem):
    if not condition:
        raise ValueError(problem)


json.dump([Capture(data).judge() for data in json.load(sys.stdin)], sys.stdout)
