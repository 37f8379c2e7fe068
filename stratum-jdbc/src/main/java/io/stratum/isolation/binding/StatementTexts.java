package io.stratum.isolation.binding;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;

/**
 * Remembers what is known of the texts in use.
 */
final class StatementTexts {

	private static final long CHARACTERS = 4_000_000;

	private final LoadingCache<String, StatementText> texts = Caffeine.newBuilder()
		.maximumWeight(CHARACTERS)
		.weigher((String sql, StatementText text) -> 100 + sql.length())
		.executor(Runnable::run)
		.build(StatementText::new);

	StatementText of(String sql) {
		return this.texts.get(sql);
	}

}
