package io.stratum.isolation;

import java.util.ArrayList;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;

/**
 * Hears every line that is logged, with its stack, down to DEBUG, in place of the
 * console.
 */
public final class LogLines implements AutoCloseable {

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private final Level level = this.root.getLevel();

	private final List<Appender<ILoggingEvent>> replaced = new ArrayList<>();

	private final ListAppender<ILoggingEvent> heard = new ListAppender<>();

	public LogLines() {
		this.root.iteratorForAppenders().forEachRemaining(this.replaced::add);
		this.replaced.forEach(this.root::detachAppender);
		this.heard.start();
		this.root.addAppender(this.heard);
		this.root.setLevel(Level.DEBUG);
	}

	public List<String> all() {
		return lines(Level.DEBUG);
	}

	public List<String> warnings() {
		return lines(Level.WARN);
	}

	private List<String> lines(Level least) {
		return List.copyOf(this.heard.list)
			.stream()
			.filter((event) -> event.getLevel().isGreaterOrEqual(least))
			.map((event) -> event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy()))
			.toList();
	}

	@Override
	public void close() {
		this.root.setLevel(this.level);
		this.root.detachAppender(this.heard);
		this.replaced.forEach(this.root::addAppender);
	}

}
