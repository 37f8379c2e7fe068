package io.stratum.jpa;

import java.util.Optional;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which texts of Hibernate ask for the tenant of the session.
 */
final class RestrictedTexts {

	private static final long CHARACTERS = 4_000_000;

	private final LoadingCache<String, Optional<RestrictedText>> texts = Caffeine.newBuilder()
		.maximumWeight(CHARACTERS)
		.weigher((String sql, Optional<RestrictedText> text) -> 100 + 3 * sql.length())
		.executor(Runnable::run)
		.build((sql) -> Optional.ofNullable(RestrictedText.of(sql)));

	@Nullable RestrictedText of(String sql) {
		return this.texts.get(sql).orElse(null);
	}

}
