"""Records and disk: the ledger, in which every case and every answer is kept."""
