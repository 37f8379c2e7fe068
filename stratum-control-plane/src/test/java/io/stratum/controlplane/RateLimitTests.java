package io.stratum.controlplane;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RateLimitTests {

	private static final RateLimit TWO_A_DAY = new RateLimit(2, Duration.ofDays(1));

	private final LocalRateLimiter limiter = new LocalRateLimiter();

	@Test
	void windowIsReadAsKeysStateIt() {
		assertThat(RateLimit.window("1 minute")).isEqualTo(Duration.ofMinutes(1));
		assertThat(RateLimit.window("10 seconds")).isEqualTo(Duration.ofSeconds(10));
		assertThat(RateLimit.window("2 hours")).isEqualTo(Duration.ofHours(2));
		assertThat(RateLimit.window("3 days")).isEqualTo(Duration.ofDays(3));
		assertThatIllegalArgumentException().isThrownBy(() -> RateLimit.window("0 days"));
	}

	@Test
	void credentialsAreCountedApart() {
		assertThat(this.limiter.take("a", TWO_A_DAY).remaining()).isEqualTo(1);
		assertThat(this.limiter.take("a", TWO_A_DAY).remaining()).isZero();
		RateLimiter.Verdict refused = this.limiter.take("a", TWO_A_DAY);
		assertThat(refused.allowed()).isFalse();
		assertThat(refused.retryAfter()).isBetween(Duration.ofHours(11), Duration.ofHours(12));
		assertThat(this.limiter.take("b", TWO_A_DAY).allowed()).isTrue();
	}

	@Test
	void changedLimitBeginsAnew() {
		this.limiter.take("a", TWO_A_DAY);
		assertThat(this.limiter.take("a", new RateLimit(5, Duration.ofDays(1))).remaining()).isEqualTo(4);
	}

}
