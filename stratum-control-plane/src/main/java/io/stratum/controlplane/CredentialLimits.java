package io.stratum.controlplane;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.stratum.access.AuthenticatedKey;
import io.stratum.access.Caller;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Finds the limit of whoever sent a request: that of its key, else the usual one.
 */
final class CredentialLimits {

	// As long as a change of a key may take to be seen everywhere.
	private static final Duration FRESH = Duration.ofSeconds(5);

	private final String header;

	private final Function<String, Optional<AuthenticatedKey>> keys;

	private final RateLimit usual;

	private final Cache<String, RateLimit> known = Caffeine.newBuilder()
		.maximumSize(10_000)
		.expireAfterWrite(FRESH)
		.build();

	CredentialLimits(String header, Function<String, Optional<AuthenticatedKey>> keys, RateLimit usual) {
		this.header = header;
		this.keys = keys;
		this.usual = usual;
	}

	RateLimit of(Caller caller, HttpServletRequest request) {
		String key = request.getHeader(this.header);
		if (caller.type() != Caller.Type.API_KEY || key == null) {
			return this.usual;
		}
		return this.known.get(String.valueOf(caller.id()),
				(id) -> this.keys.apply(key).map(this::limit).orElse(this.usual));
	}

	private RateLimit limit(AuthenticatedKey key) {
		Integer max = key.rateLimitMax();
		String window = key.rateLimitWindow();
		return new RateLimit((max != null) ? max : this.usual.max(),
				(window != null) ? RateLimit.window(window) : this.usual.window());
	}

}
