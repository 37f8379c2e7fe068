package io.stratum.isolation.subtree;

import java.util.List;

import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What work answered where it could, and where it could not.
 *
 * @param answers the answers, one for each place that answered
 * @param missing the places that did not, empty if nothing is missing
 * @param <T> what the work answers
 */
public record PartialAnswers<T extends @Nullable Object>(List<SubtreeAnswer<T>> answers, List<MissingPlace> missing) {

	/**
	 * Keeps copies.
	 */
	public PartialAnswers {
		answers = List.copyOf(answers);
		missing = List.copyOf(missing);
	}

	/**
	 * A place that did not answer.
	 *
	 * @param strategy how rows are kept apart there
	 * @param tenants the tenants whose rows were not read
	 * @param failure what went wrong, for logs only
	 */
	public record MissingPlace(IsolationStrategy strategy, List<TenantId> tenants, RuntimeException failure) {

		/**
		 * Keeps a copy of the tenants.
		 */
		public MissingPlace {
			tenants = List.copyOf(tenants);
		}

	}

}
