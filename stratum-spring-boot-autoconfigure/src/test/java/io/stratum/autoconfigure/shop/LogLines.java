package io.stratum.autoconfigure.shop;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * Lines of a logger, with the messages of what was thrown, whatever thread writes them.
 */
public final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

	private final Queue<String> lines = new ConcurrentLinkedQueue<>();

	private final Logger logger;

	private LogLines(Logger logger) {
		this.logger = logger;
	}

	/**
	 * Listens to a logger and all below it until it is closed.
	 */
	public static LogLines of(String logger) {
		LogLines lines = new LogLines((Logger) LoggerFactory.getLogger(logger));
		lines.start();
		lines.logger.addAppender(lines);
		return lines;
	}

	@Override
	protected void append(ILoggingEvent event) {
		this.lines.add(event.getFormattedMessage() + causes(event.getThrowableProxy()));
	}

	private static String causes(IThrowableProxy thrown) {
		return (thrown != null) ? " " + thrown.getMessage() + causes(thrown.getCause()) : "";
	}

	public List<String> texts() {
		return List.copyOf(this.lines);
	}

	@Override
	public void close() {
		this.logger.detachAppender(this);
		stop();
	}

}
