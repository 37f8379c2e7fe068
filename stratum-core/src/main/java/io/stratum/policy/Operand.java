package io.stratum.policy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;

/**
 * The value of a condition, made ready for comparisons.
 */
final class Operand {

	// Beyond it a double no longer tells neighbouring integers apart.
	private static final long EXACT_IN_DOUBLE = 1L << 53;

	private static final int INCOMPARABLE = Integer.MIN_VALUE;

	private final @Nullable Object value;

	private final @Nullable BigDecimal number;

	private final boolean isLong;

	private final long asLong;

	private final Operand @Nullable [] items;

	Operand(@Nullable Object value) {
		this.value = value;
		this.number = (value instanceof Number plain) ? decimal(plain) : null;
		this.isLong = value instanceof Integer || value instanceof Long;
		this.asLong = (this.isLong && value instanceof Number plain) ? plain.longValue() : 0;
		this.items = (value instanceof List<?> list) ? list.stream().map(Operand::new).toArray(Operand[]::new) : null;
	}

	boolean isNumber() {
		return this.number != null;
	}

	boolean isPrimitive() {
		return isNumber() || this.value instanceof String || this.value instanceof Boolean;
	}

	boolean isListOfPrimitives() {
		return this.items != null && List.of(this.items).stream().allMatch(Operand::isPrimitive);
	}

	Outcome equalTo(Object attribute) {
		if (attribute instanceof String || attribute instanceof Boolean) {
			return Outcome.of(attribute.equals(this.value));
		}
		if (!isUsableNumber(attribute)) {
			return Outcome.UNDECIDED;
		}
		return Outcome.of(this.number != null && compareWith((Number) attribute) == 0);
	}

	Outcome listHas(Object attribute) {
		Outcome outcome = Outcome.FALSE;
		if (this.items == null || (attribute instanceof Number && !isUsableNumber(attribute)) || !isScalar(attribute)) {
			return Outcome.UNDECIDED;
		}
		for (Operand item : this.items) {
			outcome = item.equalTo(attribute);
			if (outcome == Outcome.TRUE) {
				return outcome;
			}
		}
		return outcome;
	}

	Outcome isIn(Object attribute) {
		if (!(attribute instanceof Collection<?> items)) {
			return Outcome.UNDECIDED;
		}
		for (Object item : items) {
			Object plain = Attributes.plain(item);
			if (plain != null && equalTo(plain) == Outcome.TRUE) {
				return Outcome.TRUE;
			}
		}
		return Outcome.FALSE;
	}

	Outcome compare(Object attribute, IntPredicate holds) {
		if (this.number == null || !isUsableNumber(attribute)) {
			return Outcome.UNDECIDED;
		}
		return Outcome.of(holds.test(compareWith((Number) attribute)));
	}

	private int compareWith(Number attribute) {
		BigDecimal own = this.number;
		if (own == null) {
			return INCOMPARABLE;
		}
		if (this.isLong && (attribute instanceof Integer || attribute instanceof Long)) {
			return Long.compare(attribute.longValue(), this.asLong);
		}
		if (this.isLong && attribute instanceof Double && Math.abs(this.asLong) < EXACT_IN_DOUBLE) {
			double there = attribute.doubleValue();
			return (there < this.asLong) ? -1 : (there > this.asLong) ? 1 : 0;
		}
		return decimal(attribute).compareTo(own);
	}

	private static boolean isScalar(Object attribute) {
		return attribute instanceof String || attribute instanceof Boolean || attribute instanceof Number;
	}

	private static boolean isUsableNumber(Object attribute) {
		if (attribute instanceof Double || attribute instanceof Float) {
			return Double.isFinite(((Number) attribute).doubleValue());
		}
		return attribute instanceof Integer || attribute instanceof Long || attribute instanceof BigDecimal
				|| attribute instanceof BigInteger || attribute instanceof Short || attribute instanceof Byte;
	}

	private static BigDecimal decimal(Number number) {
		if (number instanceof BigDecimal decimal) {
			return decimal;
		}
		return (number instanceof Integer || number instanceof Long) ? BigDecimal.valueOf(number.longValue())
				: new BigDecimal(number.toString());
	}

}
