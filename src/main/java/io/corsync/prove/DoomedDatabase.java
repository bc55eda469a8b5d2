package io.corsync.prove;

import javax.sql.DataSource;

import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Puts a watch around the database of a child that is to die. The program knows nothing
 * of it: the child's environment names this class among the sources of its beans.
 */
final class DoomedDatabase implements BeanPostProcessor {

	private final CommitWatch watch = new CommitWatch(Doom.of(System.getenv()));

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		if (bean instanceof DataSource database) {
			return ProxyDataSourceBuilder.create(database).listener(this.watch).methodListener(this.watch).build();
		}
		return bean;
	}

}
