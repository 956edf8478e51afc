"""Texts that several pages share."""

NO_SUCH_PAGE = "Adressen {path} leder inte till någon sida."
NO_SUCH_KOMMUN = "Kommunen {kommun} har inga publicerade rapporter här."
FICTIONAL = "Påhittade siffror. {kommun} finns inte; den visar hur Utfall fungerar."
SKIP = "Hoppa till innehållet"
MISSING = "saknas"

WITHHELD = "visas inte"  # how metrics.sekretess begins its reasons
