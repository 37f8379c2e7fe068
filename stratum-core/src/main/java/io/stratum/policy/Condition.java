package io.stratum.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * One comparison of an attribute of a request with a value.
 *
 * <p>
 * An attribute is named {@code subject.…}, {@code resource.…} or {@code environment.…};
 * dots reach into objects. A name without such a prefix means the subject's attribute, or
 * the resource's if the subject has none.
 *
 * @param attribute name of the attribute, 1 to 255 characters
 * @param operator how they are compared
 * @param value what it is compared with, as plain JSON: a list for {@code in} and
 * {@code not_in}, a number for the four comparisons, else a text, number or boolean
 * @param onMissing what it says of an attribute that is absent or null
 */
public record Condition(String attribute, Operator operator, @Nullable Object value, OnMissing onMissing) {

	/**
	 * Makes a condition that cannot tell if its attribute is missing.
	 * @param attribute name of the attribute
	 * @param operator how they are compared
	 * @param value what it is compared with
	 * @return the condition; it is checked when it becomes part of a policy
	 */
	public static Condition of(String attribute, Operator operator, @Nullable Object value) {
		return new Condition(attribute, operator, value, OnMissing.UNDECIDED);
	}

	/**
	 * Makes a missing attribute count as "does not hold".
	 * @return a condition that is false if its attribute is absent or null
	 */
	public Condition noMatchIfMissing() {
		return new Condition(this.attribute, this.operator, this.value, OnMissing.NO_MATCH);
	}

	Map<String, @Nullable Object> toJson() {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("attribute", this.attribute);
		json.put("operator", this.operator.wireName());
		json.put("value", this.value);
		if (this.onMissing != OnMissing.UNDECIDED) {
			json.put("on_missing", this.onMissing.wireName());
		}
		return json;
	}

	static Condition ofJson(Map<?, ?> json) {
		return new Condition(text(json, "attribute"), Operator.ofWireName(text(json, "operator")), json.get("value"),
				json.containsKey("on_missing") ? OnMissing.ofWireName(text(json, "on_missing")) : OnMissing.UNDECIDED);
	}

	private static String text(Map<?, ?> json, String member) {
		return (String) Objects.requireNonNull(json.get(member));
	}

}
