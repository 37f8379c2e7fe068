package io.stratum.access;

import io.stratum.InvalidInputException;
import io.stratum.engine.EngineDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first operator key, whose text comes from configuration.
 */
final class BootstrapKey {

	static final ApiKeySettings SETTINGS = ApiKeySettings.DEFAULTS.named("bootstrap").scoped(Scope.ADMIN, Scope.REVEAL);

	private static final Logger logger = LoggerFactory.getLogger(ApiKeys.class);

	private static final String PROPERTY = "stratum.bootstrap.api-key";

	private final EngineDatabase database;

	private final ApiKeyRows rows;

	private final KeyMemory memory;

	BootstrapKey(EngineDatabase database, ApiKeyRows rows, KeyMemory memory) {
		this.database = database;
		this.rows = rows;
		this.memory = memory;
	}

	/**
	 * Makes the key if there never was an operator key, and tells whether it did.
	 */
	boolean make(String plaintext, Runnable insert) {
		if (!KeyText.isWellFormed(plaintext)) {
			throw InvalidInputException.of(PROPERTY,
					"The property '" + PROPERTY
							+ "' is a prefix, such as 'sk_live_' or 'sk_test_', and 43 characters of base64url.",
					"pattern");
		}
		boolean made = this.database.write(() -> makeFirst(insert));
		if (!made && this.memory.find(plaintext).isEmpty()) {
			logger.warn("The property '{}' is ignored: there is an operator key already.", PROPERTY);
		}
		return made;
	}

	private boolean makeFirst(Runnable insert) {
		this.rows.lockBootstrap();
		if (this.rows.anyOfOperators()) {
			return false;
		}
		insert.run();
		return true;
	}

}
