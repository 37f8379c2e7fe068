package io.stratum.policy;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

/**
 * The attributes of one request, each namespace by itself.
 */
final class RequestAttributes {

	private final AccessRequest request;

	private final InstantSource clock;

	private @Nullable Instant now;

	RequestAttributes(AccessRequest request, InstantSource clock) {
		this.request = request;
		this.clock = clock;
	}

	/**
	 * Returns an attribute.
	 * @return its value, {@code null} or {@link Attributes#ABSENT}
	 */
	@Nullable Object get(AttributeName name) {
		return switch (name.namespace()) {
			case SUBJECT -> reach(this.request.subject(), name, Attributes.ABSENT);
			case RESOURCE -> reach(this.request.resource(), name, Attributes.ABSENT);
			case ENVIRONMENT -> reach(this.request.environment(), name, ownEnvironment(name.first()));
			case NONE -> unprefixed(name);
		};
	}

	private @Nullable Object unprefixed(AttributeName name) {
		// A subject that has the first part is meant, so that a resource never fills its
		// gaps.
		boolean isSubjects = Attributes.member(this.request.subject(), name.first()) != Attributes.ABSENT;
		return reach(isSubjects ? this.request.subject() : this.request.resource(), name, Attributes.ABSENT);
	}

	private static @Nullable Object reach(@Nullable Object holder, AttributeName name, Object first) {
		Object value = (first != Attributes.ABSENT) ? first : Attributes.member(holder, name.first());
		for (int part = 1; part < name.length(); part++) {
			if (value == null || value == Attributes.ABSENT) {
				return value;
			}
			value = Attributes.member(value, name.part(part));
		}
		return value;
	}

	private Object ownEnvironment(String name) {
		return switch (name) {
			case "epoch_seconds" -> now().getEpochSecond();
			case "hour_utc" -> utc().getHour();
			case "weekday" -> utc().getDayOfWeek().getValue();
			default -> Attributes.ABSENT;
		};
	}

	private OffsetDateTime utc() {
		return now().atOffset(ZoneOffset.UTC);
	}

	private Instant now() {
		Instant time = this.now;
		if (time == null) {
			time = this.clock.instant();
			this.now = time;
		}
		return time;
	}

}
