package io.stratum.test.endpoint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * One method on one path that a controller answers.
 *
 * @param method the method of HTTP
 * @param path the path, with variables in braces
 */
record Endpoint(String method, String path) implements Comparable<Endpoint> {

	private static final Pattern VARIABLE = Pattern.compile("\\{([^/}]+)}");

	/**
	 * Finds what controllers of an application answer.
	 */
	static List<Endpoint> of(ApplicationContext application, Predicate<Class<?>> controllers) {
		return application.getBeansOfType(RequestMappingHandlerMapping.class)
			.values()
			.stream()
			.map(RequestMappingHandlerMapping::getHandlerMethods)
			.map(Map::entrySet)
			.flatMap(Collection::stream)
			.filter((entry) -> controllers.test(entry.getValue().getBeanType()))
			.flatMap((entry) -> of(entry.getKey()))
			.distinct()
			.sorted()
			.toList();
	}

	private static Stream<Endpoint> of(RequestMappingInfo mapping) {
		Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
		Set<RequestMethod> asked = methods.isEmpty() ? Set.of(RequestMethod.GET) : methods;
		return mapping.getPatternValues()
			.stream()
			.flatMap((path) -> asked.stream().map((method) -> new Endpoint(method.name(), path)));
	}

	boolean isRead() {
		return this.method.equals("GET");
	}

	/**
	 * Returns for each variable the path up to it, which says what it is the id of.
	 */
	List<String> variables() {
		List<String> found = new ArrayList<>();
		Matcher variables = VARIABLE.matcher(this.path);
		while (variables.find()) {
			found.add(this.path.substring(0, variables.end()));
		}
		return found;
	}

	/**
	 * Fills in ids, in the order of the variables.
	 */
	String with(List<String> ids) {
		String filled = this.path;
		for (String id : ids) {
			filled = VARIABLE.matcher(filled).replaceFirst(Matcher.quoteReplacement(id));
		}
		return filled;
	}

	@Override
	public int compareTo(Endpoint other) {
		return toString().compareTo(other.toString());
	}

	@Override
	public String toString() {
		return this.method + " " + this.path;
	}

}
