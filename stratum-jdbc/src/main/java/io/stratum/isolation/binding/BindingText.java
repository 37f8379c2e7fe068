package io.stratum.isolation.binding;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The statement that binds a transaction: one text per shape, so that the server keeps
 * its plan.
 */
final class BindingText {

	private static final Map<Set<BoundSetting>, BindingText> SHAPES = new ConcurrentHashMap<>();

	private final String sql;

	private final int parameters;

	private BindingText(Set<BoundSetting> settings) {
		this.sql = settings.stream().sorted().map(BoundSetting::call).collect(Collectors.joining(", ", "select ", ""));
		this.parameters = settings.size();
	}

	/**
	 * Returns the text that sets some settings, in their order.
	 */
	static BindingText of(Set<BoundSetting> settings) {
		BindingText text = SHAPES.get(settings);
		return (text != null) ? text : SHAPES.computeIfAbsent(Set.copyOf(settings), BindingText::new);
	}

	String sql() {
		return this.sql;
	}

	int parameters() {
		return this.parameters;
	}

}
