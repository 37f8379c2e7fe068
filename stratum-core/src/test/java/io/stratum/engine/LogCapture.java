package io.stratum.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * Takes every log line of every logger, down to TRACE, instead of the console.
 */
public final class LogCapture implements AutoCloseable {

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private final Level level = this.root.getLevel();

	private final List<Appender<ILoggingEvent>> replaced = new ArrayList<>();

	private final Queue<String> lines = new ConcurrentLinkedQueue<>();

	private final Appender<ILoggingEvent> taken = new AppenderBase<>() {

		@Override
		protected void append(ILoggingEvent event) {
			LogCapture.this.lines.add(text(event));
		}

	};

	public LogCapture() {
		this.root.iteratorForAppenders().forEachRemaining(this.replaced::add);
		this.replaced.forEach(this.root::detachAppender);
		this.taken.start();
		this.root.addAppender(this.taken);
		this.root.setLevel(Level.TRACE);
	}

	public List<String> lines() {
		return List.copyOf(this.lines);
	}

	private static String text(ILoggingEvent event) {
		return event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy());
	}

	@Override
	public void close() {
		this.root.detachAppender(this.taken);
		this.root.setLevel(this.level);
		this.replaced.forEach(this.root::addAppender);
	}

}
