"""For all tests: laws are held on any machine, so how fast it draws examples is no fault."""

from hypothesis import HealthCheck, settings

settings.register_profile("sayso", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("sayso")
