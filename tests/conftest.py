"""What all tests share: hypothesis runs the same way each time, and never by the clock."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.register_profile(
    "long", parent=settings.get_profile("steady"), derandomize=False, max_examples=2_000
)
settings.load_profile("steady")
