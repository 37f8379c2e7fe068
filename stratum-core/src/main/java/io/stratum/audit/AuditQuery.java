package io.stratum.audit;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the audit log to return, newest first.
 *
 * @param tenant the tenant, or {@code null} for the caller's own, for all of an operator
 * @param includeDescendants whether entries of tenants below it count too
 * @param equal what fields must be
 * @param from the earliest time, inclusive, or {@code null}
 * @param to the latest time, inclusive, or {@code null}
 * @param after id of the last entry already seen, or {@code null} for the first page
 * @param limit most entries to return, 1 to 100
 */
public record AuditQuery(@Nullable TenantId tenant, boolean includeDescendants, Map<Field, String> equal,
		@Nullable Instant from, @Nullable Instant to, @Nullable UUID after, int limit) {

	/** Most entries of one page. */
	public static final int MAX_LIMIT = 100;

	/**
	 * Keeps a copy of the fields.
	 */
	public AuditQuery {
		equal = Map.copyOf(equal);
	}

	/**
	 * Asks for all that the caller sees without naming a tenant, 50 a page.
	 * @return the query
	 */
	public static AuditQuery all() {
		return new AuditQuery(null, false, Map.of(), null, null, null, 50);
	}

	/**
	 * Asks for the entries of a tenant, 50 a page.
	 * @param tenant the tenant
	 * @return the query
	 */
	public static AuditQuery of(TenantId tenant) {
		return new AuditQuery(tenant, false, Map.of(), null, null, null, 50);
	}

	/**
	 * Asks for entries of tenants below as well.
	 * @return the wider query
	 */
	public AuditQuery withDescendants() {
		return new AuditQuery(this.tenant, true, this.equal, this.from, this.to, this.after, this.limit);
	}

	/**
	 * Asks for entries with a certain value only.
	 * @param field the field
	 * @param value the value
	 * @return the narrower query
	 */
	public AuditQuery where(Field field, String value) {
		Map<Field, String> narrower = new EnumMap<>(Field.class);
		narrower.putAll(this.equal);
		narrower.put(field, value);
		return new AuditQuery(this.tenant, this.includeDescendants, narrower, this.from, this.to, this.after,
				this.limit);
	}

	/**
	 * Asks for entries of a time only.
	 * @param from the earliest time, inclusive, or {@code null}
	 * @param to the latest time, inclusive, or {@code null}
	 * @return the narrower query
	 */
	public AuditQuery between(@Nullable Instant from, @Nullable Instant to) {
		return new AuditQuery(this.tenant, this.includeDescendants, this.equal, from, to, this.after, this.limit);
	}

	/**
	 * Asks for one page.
	 * @param after id of the last entry already seen, or {@code null} for the first page
	 * @param limit most entries to return, 1 to 100
	 * @return the query of that page
	 */
	public AuditQuery page(@Nullable UUID after, int limit) {
		return new AuditQuery(this.tenant, this.includeDescendants, this.equal, this.from, this.to, after, limit);
	}

	/**
	 * A field that can be asked for by its value.
	 */
	public enum Field {

		/** What was done. */
		ACTION("action", "and a.action = :action"),
		/** Kind of the thing. */
		RESOURCE_TYPE("resource_type", "and a.resource_type = :resource_type"),
		/** Identity of the thing. */
		RESOURCE_ID("resource_id", "and a.resource_id = :resource_id"),
		/** Who did it. */
		ACTOR_ID("actor_id", "and a.actor_id = :actor_id"),
		/** Kind of who did it. */
		ACTOR_TYPE("actor_type", "and a.actor_type = :actor_type"),
		/** Id of the request. */
		REQUEST_ID("request_id", "and a.request_id = :request_id");

		private final String wireName;

		private final String condition;

		Field(String wireName, String condition) {
			this.wireName = wireName;
			this.condition = condition;
		}

		/**
		 * Returns the name used in SQL and JSON.
		 * @return the name in lower case
		 */
		public String wireName() {
			return this.wireName;
		}

		String condition() {
			return this.condition;
		}

	}

}
