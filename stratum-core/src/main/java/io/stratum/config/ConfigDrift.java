package io.stratum.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * How far the effective config of children is from that of their parent.
 *
 * @param parent the parent
 * @param parentName its name
 * @param children one result for each child
 * @param summary number of children for each status, 0 included
 */
public record ConfigDrift(TenantId parent, String parentName, List<Child> children, Map<Status, Integer> summary) {

	/**
	 * Keeps copies.
	 */
	public ConfigDrift {
		children = List.copyOf(children);
		summary = Map.copyOf(summary);
	}

	/**
	 * One child.
	 *
	 * @param tenant its id
	 * @param name its name
	 * @param status the worst of its lines, {@link Status#OK} without any
	 * @param lines one for each key of either side, sorted by key
	 */
	public record Child(TenantId tenant, String name, Status status, List<Line> lines) {

		/**
		 * Keeps a copy of the lines.
		 */
		public Child {
			lines = List.copyOf(lines);
		}

	}

	/**
	 * One key of a child.
	 *
	 * @param key the key
	 * @param status how it compares
	 * @param parent what the parent has, or {@code null} for nothing
	 * @param child what the child has, or {@code null} for nothing
	 * @param hiddenOwnValue whether the child set a value of its own that is not in
	 * effect
	 */
	public record Line(String key, Status status, @Nullable EffectiveValue parent, @Nullable EffectiveValue child,
			boolean hiddenOwnValue) {

	}

	/**
	 * How a key compares; the later the worse.
	 */
	public enum Status {

		/** Both have the same value. */
		OK,
		/** The child has another value, or the parent has none. */
		OVERRIDE,
		/** Only the parent has a value. */
		MISSING,
		/** The values differ although a lock forbids it: the data is damaged. */
		CONFLICT;

		/**
		 * Returns the name used in JSON.
		 * @return the name in lower case
		 */
		public String wireName() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
