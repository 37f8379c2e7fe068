package io.stratum.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.stratum.InvalidInputException;
import io.stratum.Issue;
import io.stratum.access.Caller;
import org.jspecify.annotations.Nullable;

/**
 * The broken rules of a query of the audit log.
 */
final class QueryRules {

	private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

	private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

	private final List<Issue> issues = new ArrayList<>();

	static void check(AuditQuery query) {
		QueryRules rules = new QueryRules();
		if (query.limit() < 1 || query.limit() > AuditQuery.MAX_LIMIT) {
			rules.add("limit", "The limit lies between 1 and 100.", "range");
		}
		rules.time("from", query.from());
		rules.time("to", query.to());
		if (query.from() != null && query.to() != null && query.from().isAfter(query.to())) {
			rules.add("from", "The time begins before it ends.", "range");
		}
		query.equal().forEach(rules::value);
		if (!rules.issues.isEmpty()) {
			throw new InvalidInputException(rules.issues);
		}
	}

	private void time(String path, @Nullable Instant time) {
		if (time != null && (time.isBefore(EARLIEST) || time.isAfter(LATEST))) {
			add(path, "The time lies in the years 1 to 9999.", "range");
		}
	}

	private void value(AuditQuery.Field field, String value) {
		if (value.length() > 255 || value.indexOf('\0') >= 0) {
			add(field.wireName(), "The value has at most 255 characters.", "size");
		}
		if (field == AuditQuery.Field.ACTOR_TYPE && !isActorType(value)) {
			add(field.wireName(), "An actor is an api_key, jwt, user or system.", "enum");
		}
	}

	private static boolean isActorType(String value) {
		return Stream.of(Caller.Type.values()).anyMatch((each) -> each.wireName().equals(value));
	}

	private void add(String path, String message, String code) {
		this.issues.add(new Issue(path, message, code));
	}

}
