"""Where members of a team sign in who are known to their organisation already: a provider of OpenID Connect."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SignIn:
    """A provider of OpenID Connect, and whom it lets in.

    issuer:  its address, as it names itself. client: the name under which it knows the workbench.
    secret:  what the workbench shows it, '' where it asks for none; never printed.
    domains: of e-mail addresses whose owners come in, once the provider has verified them; empty for any.
    claim:   of the token, in which the provider names the role; '' where it names none.
    role:    of who comes in for the first time without a role of the provider's.
    """

    issuer: str
    client: str
    secret: str = field(default="", repr=False)
    domains: tuple[str, ...] = ()
    claim: str = ""
    role: str = "reader"
