package io.stratum.sample.order;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * An order as a client sends it.
 *
 * @param customerRef the customer's own number of it
 * @param tags words to find it by
 * @param lines what is ordered
 */
public record NewOrder(@NotBlank @Size(max = 100) String customerRef,
		@Nullable @Size(max = 20) Set<@NotBlank @Size(max = 40) String> tags,
		@NotNull @Size(min = 1, max = 200) List<@Valid Line> lines) {

	/**
	 * Returns what all of it costs.
	 * @return the sum of all lines
	 */
	public BigDecimal total() {
		return this.lines.stream()
			.map((line) -> line.unitPrice().multiply(BigDecimal.valueOf(line.quantity())))
			.reduce(BigDecimal.ZERO, BigDecimal::add);
	}

	/**
	 * One product.
	 *
	 * @param sku which
	 * @param quantity how many
	 * @param unitPrice the agreed price of one
	 */
	public record Line(@NotBlank String sku, @Min(1) int quantity,
			@NotNull @PositiveOrZero @Digits(integer = 8, fraction = 2) BigDecimal unitPrice) {

		OrderLine toLine() {
			return new OrderLine(this.sku, this.quantity, this.unitPrice);
		}

	}

}
