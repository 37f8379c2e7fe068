package io.stratum.sample.order;

import java.math.BigDecimal;
import java.util.Map;

/**
 * The order costs more than the tenant may order at once.
 */
public class OrderLimitExceededException extends RuntimeException {

	private final transient Map<String, Object> details;

	OrderLimitExceededException(BigDecimal limit, String sourceTenantId) {
		super("The order exceeds the limit of " + limit.toPlainString() + ".");
		this.details = Map.of("limit", limit, "source_tenant_id", sourceTenantId);
	}

	/**
	 * Returns the limit and the tenant that set it.
	 * @return facts by name
	 */
	public Map<String, Object> details() {
		return this.details;
	}

}
