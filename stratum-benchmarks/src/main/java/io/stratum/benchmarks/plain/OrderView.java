package io.stratum.benchmarks.plain;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * An order as a client of the sample reads it.
 *
 * @param id its id
 * @param tenant whose it is
 * @param customerRef what the customer calls it
 * @param status how far it is
 * @param currency of all amounts
 * @param total the sum
 * @param tags words of the customer
 * @param lines its products
 * @param placedBy who placed it
 * @param createdAt when it was placed
 */
public record OrderView(UUID id, Owner tenant, String customerRef, String status, String currency, String total,
		Set<String> tags, List<Line> lines, String placedBy,
		@JsonFormat(pattern = "yyyy-MM-dd'T'HH:mm:ss.SSSX", timezone = "UTC") Instant createdAt) {

	record Owner(UUID id, String slug) {

	}

	record Line(String sku, int quantity, String unitPrice) {

	}

}
