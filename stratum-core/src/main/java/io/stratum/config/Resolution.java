package io.stratum.config;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Walks one key from the root to a tenant and finds what holds.
 *
 * <p>
 * The first lock met is final. Otherwise the nearest value wins, as far as the values
 * above leave it room.
 */
final class Resolution {

	private final Narrowing narrowing;

	private final List<Step> steps = new ArrayList<>(4);

	private @Nullable Step winner;

	private @Nullable Object value;

	private @Nullable StoredEntry lock;

	private Resolution(Narrowing narrowing) {
		this.narrowing = narrowing;
	}

	static Resolution of(Narrowing narrowing, List<StoredEntry> rootFirst) {
		Resolution resolution = new Resolution(narrowing);
		rootFirst.forEach(resolution::meet);
		return resolution;
	}

	private void meet(StoredEntry entry) {
		Step step = new Step(entry);
		this.steps.add(step);
		if (this.lock != null) {
			step.effect = ConfigEffect.IGNORED_LOCKED;
			return;
		}
		apply(step);
		if (entry.locked()) {
			this.lock = entry;
		}
	}

	private void apply(Step step) {
		Object said = step.entry.value();
		Object left = (this.winner != null) ? Bound.limit(this.narrowing, this.value, said) : said;
		boolean whole = left == said || JsonValues.same(left, said);
		step.effect = whole ? ConfigEffect.SET : ConfigEffect.LIMITED;
		if (whole || !JsonValues.same(left, this.value)) {
			if (this.winner != null) {
				this.winner.effect = ConfigEffect.OVERRIDDEN;
			}
			this.winner = step;
			this.value = left;
		}
	}

	/**
	 * Returns the entry that the value comes from, or {@code null} if nobody set one.
	 */
	@Nullable StoredEntry winner() {
		return (this.winner != null) ? this.winner.entry : null;
	}

	/**
	 * Returns the value in clear, or {@code null} for a sealed one.
	 */
	@Nullable Object value() {
		return this.value;
	}

	/**
	 * Returns the entry whose lock is in force, or {@code null} if there is none.
	 */
	@Nullable StoredEntry lock() {
		return this.lock;
	}

	List<Step> steps() {
		return this.steps;
	}

	/**
	 * What one level said and what became of it.
	 */
	static final class Step {

		private final StoredEntry entry;

		private ConfigEffect effect = ConfigEffect.SET;

		private Step(StoredEntry entry) {
			this.entry = entry;
		}

		StoredEntry entry() {
			return this.entry;
		}

		ConfigEffect effect() {
			return this.effect;
		}

	}

}
