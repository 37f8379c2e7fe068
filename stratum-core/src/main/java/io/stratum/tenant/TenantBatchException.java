package io.stratum.tenant;

import java.util.LinkedHashMap;
import java.util.Map;

import io.stratum.StratumException;

/**
 * One row of a batch failed, so none of the batch was created.
 *
 * <p>
 * The code is that of the failure.
 */
public final class TenantBatchException extends StratumException {

	private final int index;

	private final String slug;

	private final StratumException failure;

	TenantBatchException(int index, String slug, StratumException failure) {
		super(failure.code(), String.valueOf(failure.getMessage()), details(index, slug, failure), failure);
		this.index = index;
		this.slug = slug;
		this.failure = failure;
	}

	/**
	 * Returns which row failed.
	 * @return its place in the batch, from 0
	 */
	public int index() {
		return this.index;
	}

	/**
	 * Returns the slug of the row that failed.
	 * @return the slug as it was sent
	 */
	public String slug() {
		return this.slug;
	}

	/**
	 * Returns why the row failed.
	 * @return what creating that row alone would have thrown
	 */
	public StratumException failure() {
		return this.failure;
	}

	private static Map<String, Object> details(int index, String slug, StratumException failure) {
		Map<String, Object> details = new LinkedHashMap<>(failure.details());
		details.put("index", index);
		details.put("slug", slug);
		return details;
	}

}
