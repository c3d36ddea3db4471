"""Sayso reads reports of war and keeps an attributed, dated, located, corroborated ledger of claims."""
