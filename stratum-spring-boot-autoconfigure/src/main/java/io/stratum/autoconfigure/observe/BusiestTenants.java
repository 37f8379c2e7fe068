package io.stratum.autoconfigure.observe;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Knows which tenants are named in metrics: those with the most requests of late.
 *
 * <p>
 * <b>Guarantees.</b> Never more are named than is said, and no more than ten times as
 * many are counted, however many tenants there are.
 */
final class BusiestTenants {

	static final String OTHER = "other";

	private static final int CANDIDATES = 10;

	private final int most;

	private final Consumer<String> fallenOut;

	private final Map<String, Long> named = new HashMap<>();

	private final Map<String, Long> candidates = new HashMap<>();

	/**
	 * Creates the ranking.
	 * @param most how many are named, 0 for none
	 * @param fallenOut told of each tenant that is named no longer
	 */
	BusiestTenants(int most, Consumer<String> fallenOut) {
		this.most = most;
		this.fallenOut = fallenOut;
	}

	/**
	 * Counts a request.
	 * @return how the tenant is called in metrics from now on
	 */
	synchronized String count(String tenant) {
		return count(tenant, 1);
	}

	/**
	 * Counts several at once.
	 * @param more how many, at least 1
	 * @return how the tenant is called in metrics from now on
	 */
	synchronized String count(String tenant, long more) {
		if (this.named.computeIfPresent(tenant, (key, requests) -> requests + more) != null) {
			return tenant;
		}
		if (this.named.size() < this.most) {
			this.named.put(tenant, more);
			return tenant;
		}
		long requests = this.candidates.merge(tenant, more, Long::sum);
		if (this.candidates.size() > CANDIDATES * this.most) {
			forgetHalf();
		}
		return replaces(tenant, requests) ? tenant : OTHER;
	}

	private boolean replaces(String tenant, long requests) {
		Map.Entry<String, Long> least = this.named.entrySet().stream().min(Map.Entry.comparingByValue()).orElse(null);
		if (least == null || requests <= least.getValue()) {
			return false;
		}
		this.named.remove(least.getKey());
		this.candidates.remove(tenant);
		this.candidates.put(least.getKey(), least.getValue());
		this.named.put(tenant, requests);
		this.fallenOut.accept(least.getKey());
		return true;
	}

	/**
	 * Halves all counts, so that what was long ago counts less, and drops who has none.
	 */
	private void forgetHalf() {
		this.named.replaceAll((tenant, requests) -> requests / 2);
		this.candidates.replaceAll((tenant, requests) -> requests / 2);
		this.candidates.values().removeIf((requests) -> requests == 0);
		if (this.candidates.size() > CANDIDATES * this.most) {
			this.candidates.clear();
		}
	}

}
