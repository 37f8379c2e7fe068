package io.stratum.policy;

import java.util.List;
import java.util.Locale;

import io.stratum.ErrorCode;
import io.stratum.InvalidInputException;
import io.stratum.Issue;

/**
 * How a condition compares an attribute with its value.
 *
 * <p>
 * A primitive is a text, a number or a boolean. Numbers are the same if they are equally
 * large; a text is never the same as a number.
 */
public enum Operator {

	/** Both are the same primitive. */
	EQ(Operand::equalTo, Operand::isPrimitive, "a text, a number or a boolean"),
	/** The attribute is another primitive. */
	NEQ((operand, attribute) -> operand.equalTo(attribute).not(), Operand::isPrimitive,
			"a text, a number or a boolean"),
	/** The value is a list that has the attribute. */
	IN(Operand::listHas, Operand::isListOfPrimitives, "a list of texts, numbers and booleans"),
	/** The value is a list that has the attribute not. */
	NOT_IN((operand, attribute) -> operand.listHas(attribute).not(), Operand::isListOfPrimitives,
			"a list of texts, numbers and booleans"),
	/** The attribute is a list that has the value. */
	CONTAINS(Operand::isIn, Operand::isPrimitive, "a text, a number or a boolean"),
	/** The attribute is a greater number. */
	GT((operand, attribute) -> operand.compare(attribute, (sign) -> sign > 0), Operand::isNumber, "a number"),
	/** The attribute is an equal or greater number. */
	GTE((operand, attribute) -> operand.compare(attribute, (sign) -> sign >= 0), Operand::isNumber, "a number"),
	/** The attribute is a smaller number. */
	LT((operand, attribute) -> operand.compare(attribute, (sign) -> sign < 0), Operand::isNumber, "a number"),
	/** The attribute is an equal or smaller number. */
	LTE((operand, attribute) -> operand.compare(attribute, (sign) -> sign <= 0), Operand::isNumber, "a number");

	private final Test test;

	private final Requirement requirement;

	private final String operandName;

	Operator(Test test, Requirement requirement, String operandName) {
		this.test = test;
		this.requirement = requirement;
		this.operandName = operandName;
	}

	/**
	 * Returns the name used in SQL and JSON.
	 * @return the name in lower case
	 */
	public String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Reads the name used in SQL and JSON.
	 * @param wireName the name in lower case
	 * @return the operator
	 * @throws InvalidInputException with {@link ErrorCode#INVALID_ABAC_OPERATOR} if there
	 * is no such operator
	 */
	public static Operator ofWireName(String wireName) {
		for (Operator operator : values()) {
			if (operator.wireName().equals(wireName)) {
				return operator;
			}
		}
		throw new InvalidInputException(ErrorCode.INVALID_ABAC_OPERATOR, List.of(new Issue("operator",
				"The operator is one of eq, neq, in, not_in, contains, gt, gte, lt and lte.", "enum")));
	}

	/**
	 * Compares an attribute that is there.
	 */
	Outcome test(Operand operand, Object attribute) {
		return this.test.test(operand, attribute);
	}

	boolean accepts(Operand operand) {
		return this.requirement.isMetBy(operand);
	}

	String operandName() {
		return this.operandName;
	}

	private interface Test {

		Outcome test(Operand operand, Object attribute);

	}

	private interface Requirement {

		boolean isMetBy(Operand operand);

	}

}
