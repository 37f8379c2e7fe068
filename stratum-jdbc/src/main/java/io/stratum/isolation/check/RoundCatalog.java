package io.stratum.isolation.check;

import java.util.EnumSet;
import java.util.Set;

import io.stratum.isolation.catalog.CatalogSnapshot;
import io.stratum.isolation.rls.RowLevelSecurity;
import org.jspecify.annotations.Nullable;

/**
 * Reads the catalog once for all checks of a round.
 *
 * <p>
 * Each reader gets the same reading once; the next time it asks, a round has begun and
 * the catalog is read anew.
 */
final class RoundCatalog {

	private final RowLevelSecurity security;

	private final Set<Reader> served = EnumSet.noneOf(Reader.class);

	private @Nullable CatalogSnapshot latest;

	RoundCatalog(RowLevelSecurity security) {
		this.security = security;
	}

	/**
	 * Returns the catalog of this round.
	 */
	synchronized CatalogSnapshot read(Reader reader) {
		CatalogSnapshot known = this.latest;
		if (known == null || reader == Reader.ROLES || this.served.contains(reader)) {
			// What could not be read must not be answered by what was read before.
			this.latest = null;
			known = this.security.read();
			this.latest = known;
			this.served.clear();
		}
		this.served.add(reader);
		return known;
	}

	RowLevelSecurity security() {
		return this.security;
	}

	/** Who reads, in the order of a round. */
	enum Reader {

		ROLES, TABLES, ROWS

	}

}
