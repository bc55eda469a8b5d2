package io.corsync.ledger;

import javax.sql.DataSource;

import org.springframework.integration.channel.QueueChannel;
import org.springframework.integration.jdbc.store.JdbcChannelMessageStore;
import org.springframework.integration.jdbc.store.channel.PostgresChannelMessageStoreQueryProvider;
import org.springframework.integration.store.MessageGroupQueue;
import org.springframework.messaging.PollableChannel;

/**
 * The channels in PostgreSQL by which a run hands its slices to workers, one for each
 * start of a run.
 */
public final class SliceChannels {

	private final JdbcChannelMessageStore store;

	SliceChannels(DataSource database) {
		this.store = new JdbcChannelMessageStore(database);
		this.store.setChannelMessageStoreQueryProvider(new PostgresChannelMessageStoreQueryProvider());
		this.store.setRegion("cor-sync");
		this.store.addAllowedPatterns("org.springframework.batch.integration.partition.*",
				"org.springframework.messaging.*", "org.springframework.integration.*", "java.lang.*", "java.util.*");
		this.store.afterPropertiesSet();
	}

	/**
	 * The channel of a run.
	 * @param run the run
	 * @param fence the fence it goes on under
	 * @return it keeps what is sent until somebody receives it
	 */
	public PollableChannel channel(long run, long fence) {
		return new QueueChannel(new MessageGroupQueue(this.store, group(run, fence)));
	}

	/**
	 * Forgets what nobody has received.
	 * @param run the run
	 * @param fence the fence it went on under
	 */
	public void clear(long run, long fence) {
		this.store.removeMessageGroup(group(run, fence));
	}

	/**
	 * Whether nothing waits to be received.
	 * @param run the run
	 * @param fence the fence it goes on under
	 * @return true when all was received
	 */
	public boolean empty(long run, long fence) {
		return this.store.messageGroupSize(group(run, fence)) == 0;
	}

	private static String group(long run, long fence) {
		return "run %d, fence %d".formatted(run, fence);
	}

}
