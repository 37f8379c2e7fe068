package io.stratum.access;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * How values of this package travel to and from columns.
 */
final class Columns {

	private Columns() {
	}

	static String of(Set<Scope> scopes) {
		return String.join(",", Scope.wireNames(scopes));
	}

	static @Nullable OffsetDateTime of(@Nullable Instant instant) {
		return (instant != null) ? instant.atOffset(ZoneOffset.UTC) : null;
	}

	static @Nullable UUID of(@Nullable TenantId tenant) {
		return (tenant != null) ? tenant.value() : null;
	}

	static Set<Scope> scopes(ResultSet row, String column) throws SQLException {
		Set<Scope> scopes = EnumSet.noneOf(Scope.class);
		Array array = row.getArray(column);
		if (array != null) {
			Arrays.stream((String[]) array.getArray()).map(Scope::ofWireName).forEach(scopes::add);
		}
		return scopes;
	}

	static Instant instant(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

	static @Nullable Instant nullableInstant(ResultSet row, String column) throws SQLException {
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

	static @Nullable TenantId tenant(ResultSet row, String column) throws SQLException {
		UUID id = row.getObject(column, UUID.class);
		return (id != null) ? new TenantId(id) : null;
	}

}
